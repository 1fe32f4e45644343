package it.vedette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client that knows only URLs. Every call is bounded. */
class Client {
  /** Above the server's own deadline: an answer after it is the server's fault, not ours. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI base;
  private final Duration patience;
  private final HttpClient http;

  Client(URI base) {
    this(base, PATIENCE);
  }

  /** One that waits for as long as that. */
  Client(URI base, Duration patience) {
    this.base = base;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /** Sends a request; {@code headers} are name, value, name, value … */
  Answer send(String method, String path, byte[] body, String... headers) {
    try {
      return answer(http.send(request(method, path, body, headers), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The same without waiting. */
  CompletableFuture<Answer> sendAsync(String method, String path, byte[] body, String... headers) {
    return http.sendAsync(request(method, path, body, headers), BodyHandlers.ofByteArray())
        .thenApply(Client::answer);
  }

  private HttpRequest request(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(patience)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  Answer put(String path, String text, String... headers) {
    return send("PUT", path, text.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Posts a JSON document. */
  Answer post(String path, String json) {
    return send(
        "POST", path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, new byte[0], headers);
  }
}
