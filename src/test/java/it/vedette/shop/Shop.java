package it.vedette.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** The backend of the shop: serves the page and what it asks for, and keeps nothing. */
public final class Shop implements AutoCloseable {
  private static final int MOST_BYTES = 4096;

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
              + "frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Calls calls;
  private final Consumer<String> log;

  private Shop(HttpsServer server, Calls calls, Consumer<String> log) {
    this.server = server;
    this.calls = calls;
    this.log = log;
  }

  /**
   * Opens one on a free port.
   *
   * @param tls for {@code localhost}; without TLS no browser takes such a cookie
   * @param passwords of its users
   * @param log gets a line for each answer
   */
  public static Shop open(
      SSLContext tls, Sessions sessions, Map<String, String> passwords, Consumer<String> log) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Shop shop = new Shop(HttpsServer.create(address, 0), new Calls(sessions, passwords), log);
      shop.server.setHttpsConfigurator(new HttpsConfigurator(tls));
      shop.server.createContext("/", shop::answer);
      shop.server.setExecutor(shop.threads);
      shop.server.start();
      return shop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address and its origin, such as {@code https://localhost:8443}. */
  public String origin() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> session = SessionCookie.in(exchange.getRequestHeaders());
      Reply reply = reply(exchange, session);
      log.accept(
          "%s %s %d %s session"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  reply.status(),
                  session.isPresent() ? "with a" : "without"));
      ALWAYS.forEach(exchange.getResponseHeaders()::set);
      reply.fields().forEach(exchange.getResponseHeaders()::set);
      int length = reply.body().length;
      exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private Reply reply(HttpExchange exchange, Optional<String> session) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return Reply.refused(413, "That is too much.");
    }
    if (changes(exchange) && !isOfOurPage(exchange)) {
      return Reply.refused(403, "Only our own page can do that.");
    }
    try {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      return reply(call, session, body);
    } catch (JsonException e) {
      return Reply.refused(400, "That is no JSON object.");
    } catch (Unavailable e) {
      return Reply.refused(503, "The shop is busy. Please try again.")
          .with("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds())));
    } catch (RuntimeException e) {
      log.accept(e.toString());
      return Reply.refused(500, "Something is wrong with the shop.");
    }
  }

  private static boolean changes(HttpExchange exchange) {
    return !"GET".equals(exchange.getRequestMethod());
  }

  /** Browsers say truthfully which page sends what is not a mere GET. */
  private boolean isOfOurPage(HttpExchange exchange) {
    return origin().equals(exchange.getRequestHeaders().getFirst("Origin"));
  }

  private Reply reply(String call, Optional<String> session, byte[] body) throws IOException {
    return switch (call) {
      case "GET /" -> file("index.html", "text/html; charset=utf-8");
      case "GET /shop.js" -> file("shop.js", "text/javascript; charset=utf-8");
      case "GET /api/me" -> calls.me(session);
      case "PATCH /api/cart" -> calls.cart(session, json(body));
      case "POST /api/login" -> calls.logIn(session, json(body));
      case "POST /api/logout" -> calls.logOut(session);
      case "POST /api/logout-everywhere" -> calls.logOutEverywhere(session);
      default -> Reply.refused(404, "There is nothing here.");
    };
  }

  private static Reply file(String name, String type) throws IOException {
    try (InputStream file = Shop.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return Reply.text(200, type, file.readAllBytes());
    }
  }

  private static JsonObject json(byte[] body) {
    try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
