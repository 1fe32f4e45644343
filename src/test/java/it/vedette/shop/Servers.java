package it.vedette.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The servers of Vedette: one is asked, and when it does not do it, the next one. */
final class Servers {
  /** Longer than {@code vedette.redis.deadline}, within which a server that lives answers. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  /** When none of them could be reached. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final List<URI> addresses;
  private final String token;
  private final Duration patience;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * The servers at these addresses.
   *
   * @param token of a caller with the scope {@code session}
   * @param patience how long a request is sent again
   */
  Servers(List<URI> addresses, String token, Duration patience) {
    this.addresses = List.copyOf(addresses);
    this.token = token;
    this.patience = patience;
  }

  /**
   * Sends a request that may arrive more than once: again after a broken connection, and after an
   * answer that says when ({@code Retry-After}).
   *
   * @throws Unavailable when that does not help in time
   */
  HttpResponse<String> send(String method, String path, String body, Map<String, String> fields) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      int asked = turn.get();
      Duration pause = attempt % addresses.size() == 0 ? PAUSE : Duration.ZERO;
      try {
        URI server = addresses.get(Math.floorMod(asked, addresses.size()));
        HttpResponse<String> answer =
            http.send(request(server, method, path, body, fields), BodyHandlers.ofString());
        Optional<Duration> later = retryAfter(answer);
        if (later.isEmpty()) {
          return answer;
        }
        pause = later.get();
      } catch (IOException broken) {
        // It has ended, or is just ending: there are others.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      turn.compareAndSet(asked, asked + 1);
      if (System.nanoTime() - start + pause.toNanos() > patience.toNanos()) {
        throw new Unavailable(pause);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private HttpRequest request(
      URI server, String method, String path, String body, Map<String, String> fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(LONGEST_ANSWER)
            .header("Authorization", "Bearer " + token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    fields.forEach(request::header);
    return request.build();
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After").map(Long::parseLong).map(Duration::ofSeconds);
  }
}
