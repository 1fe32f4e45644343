package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import it.vedette.local.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that ask for a value and do not take it, beside others who wait for the same. */
class SlowReaderIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LARGE = "x".repeat(6 * 1024 * 1024);
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();
  private static final URI base = Target.base();

  private final List<RawConnection> stalled = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (RawConnection connection : stalled) {
      connection.close();
    }
  }

  private void stall(String path, String... fields) throws IOException {
    stalled.add(RawConnection.stalled(base, path, fields));
  }

  private static void await(CountDownLatch go) {
    try {
      assertTrue(go.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void loadedValue_thatSomeDoNotTake_isAnsweredToAllOthersAtOnce() throws Exception {
    Entries entries = Entries.fresh(client, "{'origin':'patient'}");
    String path = entries.entry("slow-reader/shared");
    CountDownLatch go = new CountDownLatch(1);
    origin.on(
        "/slow-reader/shared",
        exchange -> {
          await(go);
          OriginServer.send(exchange, 200, LARGE);
        });
    for (int i = 0; i < 4; i++) {
      stall(path);
    }
    Await.until("the origin is asked", SOON, () -> origin.count("/slow-reader/shared") == 1);
    List<CompletableFuture<Answer>> answers =
        Stream.generate(() -> client.sendAsync("GET", path, new byte[0])).limit(13).toList();
    for (int i = 0; i < 4; i++) {
      stall(path);
    }
    Await.until(
        "all wait", SOON, () -> HostileTarget.gauge(Target.operator(), "requests_in_flight") >= 21);
    go.countDown();

    for (CompletableFuture<Answer> answer : answers) {
      assertEquals(LARGE.length(), answer.get(8, TimeUnit.SECONDS).text().length());
    }
  }

  /** What the origin said before answers for it; who does not take that stops no deadline. */
  @Test
  void staleValue_thatIsNotTaken_stopsNoOtherTimeOut() throws Exception {
    Entries entries = Entries.fresh(client, "{'origin':'main','staleIfError':600}");
    origin.on("/slow-reader/stale", LARGE);
    assertEquals(200, client.get(entries.entry("slow-reader/stale")).status());
    CountDownLatch end = new CountDownLatch(1);
    origin.on("/slow-reader/stale", exchange -> hang(exchange, end));
    origin.on("/slow-reader/other", exchange -> hang(exchange, end));
    stall(entries.entry("slow-reader/stale"), "Cache-Control: no-cache");
    Await.until("it is asked again", SOON, () -> origin.count("/slow-reader/stale") == 2);

    long began = System.nanoTime();
    Answer other = client.get(entries.entry("slow-reader/other"));
    end.countDown();

    assertEquals("origin-timeout", other.problem());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(Duration.ofSeconds(6)) < 0, took::toString);
    assertTrue(stalled.get(0).readHead().contains("detail=stale-if-error"));
  }

  /** Begins a body and sends no more of it. */
  private static void hang(HttpExchange exchange, CountDownLatch end) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    await(end);
  }
}
