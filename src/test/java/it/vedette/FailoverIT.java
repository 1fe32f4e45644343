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
import org.junit.jupiter.api.Test;

/**
 * The master is killed under steady reads and writes, {@code -Dfailovers} times: the first one is
 * for the server to get as large as it will.
 */
class FailoverIT {
  private static final int FAILOVERS = Integer.getInteger("failovers", 2);

  /** The deadline of the server, and what a busy machine may add on the way. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  private static final Duration WRITES_COME_BACK = Duration.ofSeconds(10);

  @AutoClose
  private static final Deployment deployment = Deployment.start(Duration.ofSeconds(5), Map.of());

  private static final RedisSet redis = deployment.redis;
  private static final VedetteServer server = deployment.server();

  @Test
  void masterKilled_underLoad_refusesInTimeAndRecovers() {
    Client client = new Client(server.base());
    Entries entries = Entries.fresh();
    client.put(entries.entry("before") + "?ttl=86400", "kept"); // fifty fail-overs take long
    int threads = 0;
    int sockets = 0;
    for (int round = 0; round < FAILOVERS; round++) {
      survive(new Load(server.base(), entries, round), client);
      redis.awaitComplete();
      if (round == 0) {
        threads = server.threads();
        sockets = server.openSockets();
      }
    }

    assertEquals("kept", client.get(entries.entry("before")).text());
    assertTrue(client.get("/metrics").text().contains("redis_master_changes_total"));
    int changes =
        client.get("/api/v1/status").json().getJsonObject("redis").getInt("masterChanges");
    assertEquals(FAILOVERS, changes, server::log);
    awaitAtMost("threads", threads + 10, server::threads);
    awaitAtMost("sockets", sockets + 10, server::openSockets);
  }

  private static void survive(Load load, Client client) {
    load.start();
    RedisProcess master = redis.master();
    try {
      load.awaitAcknowledged(20);
      master.kill();
      long killed = System.nanoTime();
      load.awaitRefusal();
      assertEquals(200, client.get("/health/live").status());
      assertEquals(200, client.get("/health/ready").status(), "a fail-over empties no balancer");
      load.awaitAcknowledgedAgain();
      Duration away = Duration.ofNanos(System.nanoTime() - killed);
      assertTrue(away.compareTo(WRITES_COME_BACK) <= 0, "writes came back after " + away);
    } finally {
      load.stop();
      master.start();
    }
    assertEquals(List.of(), load.violations(LONGEST_ANSWER));
    assertEquals(List.of(), load.appliedThoughRefused(client));
  }

  private static void awaitAtMost(String what, int most, java.util.function.IntSupplier now) {
    Await.until(
        () -> "%d %s, at most %d".formatted(now.getAsInt(), what, most),
        Duration.ofSeconds(30),
        () -> now.getAsInt() <= most);
  }
}
