package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rates while Redis is away: an open server, where everybody is one caller. */
@Timeout(600)
class QuotaOutageIT {
  private static final int QUANTITY = 100;
  private static final String KEY = "vedette:1:{rates}:rate:cache:read:anybody";

  @Test
  void redis_killedInTheMiddle_isLimitedHere_andThenTogetherAgain() {
    Map<String, String> limits =
        Map.of("VEDETTE_CALLER_RATE_LIMITS", "cache:read=" + QUANTITY + "/1000");
    try (Deployment deployment = Deployment.start(Duration.ofSeconds(2), limits)) {
      RedisSet redis = deployment.redis;
      Client client = deployment.client();
      Entries entries = Entries.fresh();
      for (int i = 0; i < QUANTITY / 2; i++) {
        assertEquals(404, client.get(entries.entry("k")).status());
      }
      Await.until(
          "it is told",
          Duration.ofSeconds(5),
          () -> redis.master().command("EXISTS", KEY).equals("1"));
      redis.nodes().forEach(RedisProcess::kill);

      int let = 0;
      Answer answer = client.get(entries.entry("k"));
      while (answer.status() != 429) {
        assertEquals(503, answer.status(), answer::text);
        assertEquals("store-unavailable", answer.problem());
        let++;
        answer = client.get(entries.entry("k"));
      }
      // One comes back every ten seconds.
      assertTrue(let >= QUANTITY / 2 && let <= QUANTITY / 2 + 3, "let in: " + let);
      assertEquals("quota-exceeded", answer.problem());
      startAgain(client, redis, entries);
      assertToldAgain(client, redis, entries);
    }
  }

  private static void startAgain(Client client, RedisSet redis, Entries entries) {
    redis.nodes().forEach(RedisProcess::start);
    Await.until(
        "writes come back",
        Duration.ofSeconds(90),
        () -> client.put(entries.entry("again"), "x").status() == 201);
  }

  private static void assertToldAgain(Client client, RedisSet redis, Entries entries) {
    redis.master().command("DEL", KEY);
    Await.until(
        "the common count goes on",
        Duration.ofSeconds(90),
        () -> {
          client.get(entries.entry("k"));
          return redis.master().command("EXISTS", KEY).equals("1");
        });
  }
}
