package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are loaded before somebody asks for them. */
class WarmUpIT {
  private static final Duration SOON = Duration.ofSeconds(30);
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
    assertEquals(4, accepted.json().getInt("accepted"));
    String task = accepted.header("Location");
    assertEquals(task, accepted.json().getString("task"));
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
    Await.until(
        "the task is done",
        SOON,
        () -> client.get(task).json().getString("status").equals("succeeded"));
    assertEquals(client.get(task).json().get("progress"), client.get(task + "/result").json());
  }

  @Test
  void warmUp_withoutAnOrigin_isRefused() {
    Answer refused = client.post(Entries.fresh().loads(), "{\"keys\":[\"a\"]}");

    assertEquals(409, refused.status());
    assertEquals(400, client.post(entries.loads(), "{\"keys\":[]}").status());
    assertEquals(400, client.post(entries.loads(), "{\"keys\":[\"a\"],\"all\":true}").status());
  }
}
