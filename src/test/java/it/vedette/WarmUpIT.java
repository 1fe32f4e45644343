package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import it.vedette.local.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are loaded before somebody asks for them. */
class WarmUpIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();

  private Entries entries = Entries.fresh();

  @BeforeEach
  void policy() {
    entries = Entries.fresh(client, "{'origin':'patient','jitter':0}");
  }

  private Answer get(String key, String... headers) {
    return client.get(entries.entry(key), headers);
  }

  @Test
  void warmUp_loadsWhatIsNotFresh_once_behindTheAnswer() {
    origin.on("/warm/fresh", "one", "Cache-Control", "max-age=60");
    origin.on("/warm/stale", "two", "Cache-Control", "max-age=60");
    origin.on("/warm/none", "three", "Cache-Control", "max-age=60");
    origin.on("/warm/broken", exchange -> OriginServer.send(exchange, 500, "no"));
    get("warm/fresh");
    get("warm/stale");
    client.post(entries.invalidations(), "{\"keys\":[\"warm/stale\"],\"mode\":\"soft\"}");

    Answer accepted =
        client.post(
            entries.loads(),
            "{\"keys\":[\"warm/broken\",\"warm/fresh\",\"warm/stale\",\"warm/none\"]}");

    assertEquals(202, accepted.status());
    assertEquals("{\"accepted\":4}", accepted.text());
    for (String key : List.of("warm/stale", "warm/none", "warm/fresh")) {
      Await.until(
          key + " is there",
          SOON,
          () -> get(key, "Cache-Control", "only-if-cached").status() == 200);
    }
    assertEquals(1, origin.count("/warm/fresh"));
    assertEquals(2, origin.count("/warm/stale"));
    assertEquals(1, origin.count("/warm/none"));
    assertEquals(1, origin.count("/warm/broken"));
  }

  @Test
  void warmUp_ofMoreKeysThanMayWait_isRefusedAsAWhole() {
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 11_000; i++) {
      origin.on("/many/" + i, exchange -> blocked(exchange, go));
    }
    int refused = 0;
    for (int i = 0; i < 11; i++) {
      String keys =
          IntStream.range(i * 1000, (i + 1) * 1000)
              .mapToObj(n -> "\"many/" + n + "\"")
              .collect(Collectors.joining(","));
      Answer answer = client.post(entries.loads(), "{\"keys\":[" + keys + "]}");
      if (answer.status() != 202) {
        refused++;
        assertEquals(503, answer.status());
        assertEquals("not-applied", answer.json().getString("outcome"));
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
      }
    }
    go.countDown();
    assertEquals(1, refused);
    Await.until("all are loaded", Duration.ofMinutes(2), () -> origin.count("/many/9999") == 1);
  }

  private static void blocked(HttpExchange exchange, CountDownLatch go) throws IOException {
    await(go);
    OriginServer.send(exchange, 404, "");
  }

  @Test
  void warmUp_withoutAnOrigin_isRefused() {
    Answer refused = client.post(Entries.fresh().loads(), "{\"keys\":[\"a\"]}");

    assertEquals(409, refused.status());
    assertEquals(400, client.post(entries.loads(), "{\"keys\":[]}").status());
    assertEquals(400, client.post(entries.loads(), "{\"keys\":[\"a\"],\"all\":true}").status());
  }

  private static void await(CountDownLatch go) {
    try {
      assertTrue(go.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
