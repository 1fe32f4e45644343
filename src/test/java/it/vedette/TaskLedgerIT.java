package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.TaskHistory.Reason;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tasks through two servers on one set, of which one is killed, {@code -Dfailovers} masters are
 * lost, and workers do what workers do; tasks are delivered, too, close batches and come from a
 * schedule. Afterwards every task that was acknowledged has ended as its history says. The counts
 * are in {@code target/task-ledger.txt}.
 */
@Timeout(900)
class TaskLedgerIT {
  private static final int FAILOVERS = Integer.getInteger("failovers", 1);
  private static final Path REPORT = Path.of("target", "task-ledger.txt");
  private static final Duration DOWN_AFTER = Duration.ofSeconds(2);
  private static final Duration LONGEST_PULL = Duration.ofSeconds(12);
  private static final int SOME = 40;

  private record Running(VedetteServer server, Client client) {}

  private final Deque<Running> running = new ArrayDeque<>();
  private final TaskLedger ledger = new TaskLedger("ledger");
  @AutoClose private final DeliveryLedger deliveries = new DeliveryLedger(ledger);
  private RedisSet redis;

  @BeforeEach
  void start() {
    redis = RedisSet.start(DOWN_AFTER);
    VedetteServer one = launch();
    VedetteServer other = launch();
    take(one);
    take(other);
  }

  @AfterEach
  void stop() {
    running.forEach(one -> one.server().close());
    redis.close();
  }

  private VedetteServer launch() {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.putAll(deliveries.settings());
    settings.put("VEDETTE_DRAIN", "2");
    return VedetteServer.start(settings);
  }

  private void take(VedetteServer server) {
    Running one = new Running(server, new Client(server.base()));
    running.add(one);
    server.awaitReady();
    ledger.servers.add(one.client());
  }

  @Test
  void tasks_afterFailoversAndLostServers_haveEndedAsTheirHistoriesSay() throws Exception {
    try (TaskLoad load = TaskLoad.start(ledger)) {
      deliveries.start();
      load.awaitMoreDone(SOME);
      for (int i = 0; i < FAILOVERS; i++) {
        survive(Blow.of(i), load);
        replaceServer(i);
        load.awaitMoreDone(SOME);
      }
      Client last = running.getLast().client();
      load.stop(last);
      deliveries.stop(last);
      ledger.audit(last);
      deliveries.audit(last);
    } finally {
      Files.writeString(REPORT, ledger.toString());
    }
    assertAll(
        ledger.toString(),
        () -> assertEquals(0, ledger.troubles()),
        () -> assertTrue(ledger.slowestPull().compareTo(LONGEST_PULL) < 0),
        () -> assertTrue(ledger.explained(Reason.GIVEN_BACK) > 0),
        () -> assertTrue(ledger.explained(Reason.LEASE_ENDED) > 0),
        () -> assertTrue(ledger.answers("in the end: cancelled") > 0),
        () -> assertTrue(ledger.answers("batches in the end: finished") > 0),
        () -> assertTrue(ledger.answers("instants") > 0));
  }

  private void survive(Blow blow, TaskLoad load) {
    RedisProcess master = redis.master();
    ledger.failovers.begin();
    blow.strike(redis, () -> load.awaitMore(SOME));
    load.awaitMoreDone(SOME);
    blow.takeBack(master);
    redis.awaitComplete();
    ledger.failovers.end();
  }

  /** Killed, or asked to end: its callers go on with the other. */
  private void replaceServer(int turn) {
    VedetteServer next = launch();
    Running oldest = running.remove();
    if (turn % 2 == 0) {
      oldest.server().kill();
      ledger.servers.remove(oldest.client());
    } else {
      oldest.server().terminate();
      ledger.servers.remove(oldest.client());
      assertEquals(0, oldest.server().awaitEnd());
    }
    oldest.server().close();
    take(next);
  }
}
