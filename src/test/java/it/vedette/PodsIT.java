package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.cluster.Cluster;
import it.vedette.cluster.Pod;
import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** The server on the pods of {@code k8s/base/redis}: with their users, names and fail-over. */
@Tag("cluster")
@Timeout(600)
class PodsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  @Test
  void server_startedFirst_findsThePodsAndFollowsThem(TestReporter reporter) {
    try (Cluster cluster = new Cluster()) {
      followFromTheBeginning(cluster, reporter);
    }
  }

  @Test
  void server_overTls_findsThePodsAndFollowsThem(TestReporter reporter) {
    try (Cluster cluster = Cluster.overTls()) {
      followFromTheBeginning(cluster, reporter);
    }
  }

  private static void followFromTheBeginning(Cluster cluster, TestReporter reporter) {
    try (VedetteServer server = cluster.startServer("vedette")) {
      server.awaitLive();
      Client client = new Client(server.base());
      assertEquals(503, client.get("/health/ready").status());

      cluster.pods().forEach(Pod::create);
      server.awaitReady();
      cluster.awaitComplete();
      assertUsable(client);
      survive(cluster, server, reporter);
    }
  }

  private static void assertUsable(Client client) {
    Entries entries = Entries.fresh();
    String tag = client.put(entries.entry("k"), "x").header("ETag");
    assertEquals(204, client.put(entries.entry("k"), "y", "If-Match", tag).status());
    assertEquals("y", client.get(entries.entry("k")).text());
    assertEquals(200, client.get(entries.ttl("k")).status());
    assertEquals(1, client.get(entries.list()).json().getJsonArray("items").size());
    assertEquals(204, client.delete(entries.entry("k")).status());
    assertEquals(
        3,
        client
            .get("/api/v1/status")
            .json()
            .getJsonObject("redis")
            .getJsonObject("sentinels")
            .getInt("answering"));
  }

  private static void survive(Cluster cluster, VedetteServer server, TestReporter reporter) {
    Load load = new Load(server.base(), Entries.fresh(), 0);
    load.start();
    try {
      load.awaitAcknowledged(20);
      cluster.master().vanish();
      long lost = System.nanoTime();
      load.awaitRefusal();
      load.awaitAcknowledgedAgain();
      Duration away = Duration.ofNanos(System.nanoTime() - lost);
      reporter.publishEntry("writes came back after " + away);
      assertTrue(away.compareTo(PATIENCE) < 0, away::toString);
    } finally {
      load.stop();
    }
    assertEquals(List.of(), load.violations(LONGEST_ANSWER));
    Await.until(
        "the server is ready",
        PATIENCE,
        () -> new Client(server.base()).get("/health/ready").status() == 200);
  }
}
