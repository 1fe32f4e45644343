package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is away as a whole, or was never there. */
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Map<String, String> SETTINGS = Map.of("VEDETTE_REDIS_UNREADY_AFTER", "3");

  @AutoClose
  private static final Deployment deployment = Deployment.start(Duration.ofSeconds(2), SETTINGS);

  private static final RedisSet redis = deployment.redis;
  private static final Client client = deployment.client();

  @BeforeEach
  void mend() {
    deployment.mend();
  }

  @Test
  void redis_stoppedAndStartedAgain_isFoundAgain() {
    Entries entries = Entries.fresh();
    client.put(entries.entry("k"), "kept");
    redis.awaitReplicas(2);
    deployment.processes().forEach(RedisProcess::stop);

    assertRefusedInTime(client, entries);
    Await.until("the pod is unready", PATIENCE, () -> client.get("/health/ready").status() == 503);
    assertEquals(200, client.get("/health/live").status());
    assertEquals(200, client.get("/api/v1/status").status());
    assertTrue(client.get("/api/v1/status").json().getBoolean("degraded"));

    deployment.processes().forEach(RedisProcess::start);
    Await.until(
        "writes come back",
        PATIENCE,
        () -> client.put(entries.entry("again"), "x").status() == 201);
    assertEquals("kept", client.get(entries.entry("k")).text());
    Await.until("the pod is ready", PATIENCE, () -> client.get("/health/ready").status() == 200);
  }

  @Test
  void server_startedBeforeRedis_becomesReadyByItself() {
    deployment.processes().forEach(RedisProcess::stop);
    try (VedetteServer server = deployment.launch(SETTINGS)) {
      server.awaitLive();
      Client client = new Client(server.base());
      Await.until(
          "the server has started", PATIENCE, () -> client.get("/health/started").status() == 200);
      assertEquals(503, client.get("/health/ready").status());
      assertRefusedInTime(client, Entries.fresh());

      deployment.processes().forEach(RedisProcess::start);
      server.awaitReady();
      Await.until(
          "writes are taken",
          PATIENCE,
          () -> client.put(Entries.fresh().entry("k"), "x").status() == 201);
    }
  }

  @Test
  void master_pausedAndResumed_answersTruthfully() {
    Entries entries = Entries.fresh();
    RedisProcess master = redis.master();
    assertEquals(201, client.put(entries.entry("other"), "x").status());
    master.pause();
    Answer refused = client.put(entries.entry("k"), "x", "If-None-Match", "*");
    assertEquals(503, refused.status(), refused::text);
    assertEquals("unknown", refused.json().getString("outcome"));
    assertEquals("outcome-unknown", refused.problem());

    Await.until(
        "another master takes writes",
        PATIENCE,
        () -> client.put(entries.entry("other"), "x").status() < 300);
    master.resume();
    redis.awaitComplete();
    assertEquals(204, client.put(entries.entry("other"), "y").status());
    assertEquals("y", client.get(entries.entry("other")).text());
  }

  private static void assertRefusedInTime(Client client, Entries entries) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      long began = System.nanoTime();
      Answer refused = client.send(method, entries.entry("k"), new byte[0]);
      Duration time = Duration.ofNanos(System.nanoTime() - began);

      assertEquals(503, refused.status(), refused::text);
      assertTrue(refused.json().getBoolean("retryable"));
      assertTrue(refused.header("Retry-After").matches("[1-9][0-9]?"));
      assertTrue(time.compareTo(Duration.ofSeconds(3)) <= 0, method + " took " + time);
    }
  }
}
