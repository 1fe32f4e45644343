package it.vedette;

import it.vedette.local.Await;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A page in a browser, steered by the DevTools protocol. */
final class BrowserPage implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final Queue<JsonObject> events = new ConcurrentLinkedQueue<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  private BrowserPage(URI address) {
    this.socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
  }

  /** Opens an empty one in the browser whose protocol is there. */
  static BrowserPage open(URI devTools) {
    HttpRequest request =
        HttpRequest.newBuilder(devTools.resolve("/json/new?about:blank"))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    try {
      String opened = HTTP.send(request, BodyHandlers.ofString()).body();
      BrowserPage page =
          new BrowserPage(URI.create(json(opened).getString("webSocketDebuggerUrl")));
      List.of("Page.enable", "Runtime.enable", "Log.enable").forEach(page::command);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      JsonObject received = json(message.toString());
      message.setLength(0);
      if (received.containsKey("id")) {
        answers.remove(received.getInt("id")).complete(received);
      } else {
        events.add(received);
      }
    }
    return WebSocket.Listener.super.onText(from, part, last);
  }

  private JsonObject command(String method) {
    return command(method, arguments -> arguments);
  }

  /** Sends a command, and gives back its result. */
  private JsonObject command(String method, UnaryOperator<JsonObjectBuilder> arguments) {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(number, answer);
    JsonObject command =
        Json.createObjectBuilder()
            .add("id", number)
            .add("method", method)
            .add("params", arguments.apply(Json.createObjectBuilder()))
            .build();
    socket.sendText(command.toString(), true).join();
    JsonObject received = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (received.containsKey("error")) {
      throw new IllegalStateException(method + ": " + received);
    }
    return received.getJsonObject("result");
  }

  /**
   * Goes there, and returns when the page has been loaded with all that is in it.
   *
   * @return whether it is shown; what is to be saved is not
   */
  boolean show(String url) {
    events.clear();
    JsonObject gone = command("Page.navigate", arguments -> arguments.add("url", url));
    if (gone.getBoolean("isDownload", false)) {
      return false;
    }
    if (gone.containsKey("errorText")) {
      throw new IllegalStateException(url + ": " + gone);
    }
    Await.until(
        () -> url + " to be loaded, " + complaints(),
        PATIENCE,
        () -> events.stream().anyMatch(event -> isNamed(event, "Page.loadEventFired")));
    return true;
  }

  private static boolean isNamed(JsonObject event, String name) {
    return name.equals(event.getString("method"));
  }

  /** What an expression is in the page; a promise is waited for, an exception is thrown here. */
  JsonValue evaluate(String script) {
    JsonObject evaluated =
        command(
            "Runtime.evaluate",
            arguments ->
                arguments
                    .add("expression", script)
                    .add("awaitPromise", true)
                    .add("returnByValue", true)
                    .add("userGesture", true));
    if (evaluated.containsKey("exceptionDetails")) {
      throw new IllegalStateException(evaluated.toString());
    }
    return evaluated.getJsonObject("result").getOrDefault("value", JsonValue.NULL);
  }

  /** Waits until an expression is true in the page. */
  void await(String condition) {
    Await.until(
        () -> condition + ", " + complaints(),
        PATIENCE,
        () -> evaluate(condition) == JsonValue.TRUE);
  }

  /** The cookies that it would send there, also those that no script may read. */
  List<JsonObject> cookies() {
    return command("Network.getCookies").getJsonArray("cookies").getValuesAs(JsonObject.class);
  }

  /** Takes them away, from all pages of the browser. */
  void forgetCookies() {
    command("Network.clearBrowserCookies");
  }

  /** What the browser complained of since the last page: refusals by a policy, and exceptions. */
  List<String> complaints() {
    return events.stream().filter(BrowserPage::complains).map(JsonObject::toString).toList();
  }

  private static boolean complains(JsonObject event) {
    JsonObject about = event.getJsonObject("params");
    return switch (event.getString("method")) {
      case "Runtime.exceptionThrown" -> true;
      case "Log.entryAdded" -> "error".equals(about.getJsonObject("entry").getString("level"));
      default -> false;
    };
  }

  @Override
  public void close() {
    command("Page.close");
    socket.abort();
  }
}
