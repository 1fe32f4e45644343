package io.vedette.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.vedette.failure.Failure;
import io.vedette.thread.HeldTasks;
import io.vedette.thread.Hops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which thread an origin's answer, or the lack of one, is told. */
@Timeout(60)
class OriginTest {
  private final HeldTasks ours = new HeldTasks();
  private final ExecutorService serving = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(serving);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getResponseHeaders().add("Location", "/fine");
          exchange.sendResponseHeaders(path.equals("/moved") ? 302 : 200, 2);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          if (path.equals("/hangs")) {
            awaitEnd();
          }
          exchange.getResponseBody().write('x');
          exchange.close();
        });
    server.start();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    serving.shutdownNow();
  }

  private Origin origin(String timeout) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/{key}";
    return TestOrigins.origin(url, timeout, HttpClient.newHttpClient(), new Hops(ours));
  }

  private static OriginRequest request(String key) {
    return new OriginRequest(key.getBytes(US_ASCII), Map.of(), Validators.NONE, 10, bytes -> {});
  }

  private CompletableFuture<OriginAnswer> fetch(String timeout, String key) {
    return origin(timeout).fetch(request(key)).toCompletableFuture();
  }

  @ParameterizedTest
  @CsvSource({"fine, 1", "moved, 2"})
  void answer_isTold_onAThreadOfOurs(String key, int hops) throws Exception {
    CompletableFuture<OriginAnswer> fetched = fetch("PT20S", key);

    ours.end(fetched, hops);
    assertEquals(200, fetched.join().status());
  }

  @Test
  void bodyThatHangs_isTold_onAThreadOfOurs() throws Exception {
    CompletableFuture<OriginAnswer> fetched = fetch("PT0.3S", "hangs");

    ours.end(fetched, 1);
    CompletionException thrown = assertThrows(CompletionException.class, fetched::join);
    Failure failure = assertInstanceOf(Failure.class, thrown.getCause());
    assertEquals(OriginProblems.ORIGIN_TIMEOUT, failure.problem());
  }
}
