package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies in the memory of servers when messages, or all of Redis, are lost. */
class NearOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @AutoClose
  private static final Deployment deployment =
      Deployment.startPair(Duration.ofSeconds(2), Map.of(), Map.of());

  private static final RedisSet redis = deployment.redis;
  private static final Client client = deployment.client();
  private static final Client writer = deployment.there();

  @BeforeEach
  void mend() {
    deployment.mend();
  }

  private static Entries cache(String policy) {
    Entries entries = Entries.fresh();
    entries.setPolicy(client, policy);
    return entries;
  }

  private static String status(String path) {
    return client.get(path).header("Cache-Status");
  }

  private static void awaitCopy(String path) {
    Await.until("a copy answers", PATIENCE, () -> status(path).endsWith("detail=near"));
  }

  /** Each change is made by another server, whose messages do not come through. */
  @Test
  void everyMessageLost_noCopyIsOlderThanItsLimit() {
    Duration limit = Duration.ofSeconds(1);
    Entries entries = cache("{'near':1}");
    redis.master().command("ACL", "SETUSER", "app", "resetchannels");
    int stale = 0;
    for (int i = 0; i < 10; i++) {
      String before = "v" + i;
      String after = "v" + (i + 1);
      writer.put(entries.entry("k"), before);
      Await.until(
          "the copy is of " + before,
          PATIENCE,
          () -> {
            Answer answer = client.get(entries.entry("k"));
            return answer.text().equals(before)
                && answer.header("Cache-Status").endsWith("detail=near");
          });
      writer.put(entries.entry("k"), after);
      long changed = System.nanoTime();
      long asked = changed;
      while (client.get(entries.entry("k")).text().equals(before)) {
        Duration since = Duration.ofNanos(asked - changed);
        assertTrue(since.compareTo(limit) <= 0, "answered by an old copy after " + since);
        stale++;
        asked = System.nanoTime();
      }
    }
    assertTrue(stale > 0, "messages did come through");
    redis.master().command("ACL", "SETUSER", "app", "&vedette:*");
  }

  /** The limit is a minute: only messages can end copies in time. */
  @Test
  void subscriptionLost_isMadeAgain() {
    Entries entries = cache("{'near':60}");
    for (int i = 0; i < 3; i++) {
      redis.master().command("CLIENT", "KILL", "TYPE", "pubsub");
      String value = "v" + i;
      writer.put(entries.entry("k"), value);
      Await.until(
          "the change is seen",
          Duration.ofSeconds(10),
          () -> client.get(entries.entry("k")).text().equals(value));
      awaitCopy(entries.entry("k"));
    }
    redis.master().kill();
    Await.until(
        "writes come back", PATIENCE, () -> writer.put(entries.entry("k"), "after").status() < 300);
    Await.until(
        "the change is seen",
        Duration.ofSeconds(10),
        () -> client.get(entries.entry("k")).text().equals("after"));
    awaitCopy(entries.entry("k"));
    writer.put(entries.entry("k"), "last");
    Await.until(
        "messages come from the new master",
        Duration.ofSeconds(10),
        () -> client.get(entries.entry("k")).text().equals("last"));
  }

  @Test
  void redisAway_copiesAnswerMarked_andNoneOfThemSurvivesItsReturn() {
    Entries lasting = cache("{'near':60}");
    Entries tolerant = cache("{'near':1,'staleIfError':3600}");
    Entries strict = cache("{'near':1}");
    for (Entries entries : List.of(lasting, tolerant, strict)) {
      client.put(entries.entry("k"), "kept");
      awaitCopy(entries.entry("k"));
    }
    deployment.processes().forEach(RedisProcess::stop);
    Await.until(
        "Redis is known to be away",
        PATIENCE,
        () -> status(lasting.entry("k")).endsWith("detail=store-down"));

    Answer recent = client.get(lasting.entry("k"));
    assertEquals(200, recent.status());
    assertTrue(recent.header("Cache-Status").matches("vedette; hit; ttl=\\d+; detail=store-down"));
    Await.until(
        "the copy is older than its limit",
        PATIENCE,
        () -> status(tolerant.entry("k")).contains("ttl=-2"));
    Answer stale = client.get(tolerant.entry("k"));
    assertEquals("kept", stale.text());
    assertTrue(stale.header("Cache-Status").endsWith("; detail=store-down"));
    assertEquals(503, client.get(strict.entry("k")).status());
    assertEquals(503, client.get(lasting.entry("k"), "Cache-Control", "no-cache").status());

    deployment.processes().forEach(RedisProcess::start);
    Await.until(
        "Redis is back", PATIENCE, () -> !status(lasting.entry("k")).contains("store-down"));
    assertEquals("kept", client.get(lasting.entry("k")).text());
    assertEquals("kept", client.get(tolerant.entry("k")).text());
    assertTrue(status(strict.entry("k")).matches("vedette; hit; ttl=\\d+(; detail=near)?"));
  }
}
