package it.vedette;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.Ledger.Balance;
import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The master is killed under writes of each durability, {@code -Dfailovers} times: what was claimed
 * of each write is compared with what Redis holds. The balances are added to {@code
 * target/ledger.txt}.
 */
class LedgerIT {
  private static final int FAILOVERS = Integer.getInteger("failovers", 3);
  private static final Path REPORT = Path.of("target", "ledger.txt");
  private static final int BEFORE_A_KILL = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration WRITES_COME_BACK = Duration.ofSeconds(12);

  /** The deadline of the server, and what a busy machine may add on the way. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  @Test
  void claims_afterEachFailover_areTrue() throws Exception {
    assertTrueClaims("none", "replicated");
  }

  /** Writes of all these durabilities at once; all but {@code none} are to survive. */
  static void assertTrueClaims(String... durabilities) throws Exception {
    try (RedisSet redis = RedisSet.start();
        VedetteServer server = VedetteServer.start(redis.settings())) {
      server.awaitReady();
      List<Ledger> ledgers =
          Stream.of(durabilities).map(one -> new Ledger(server.base(), one).start()).toList();
      for (int round = 0; round < FAILOVERS; round++) {
        survive(redis, ledgers);
      }
      for (Ledger ledger : ledgers) {
        ledger.stop();
      }
      for (Ledger ledger : ledgers) {
        Balance balance = ledger.balance();
        Files.writeString(REPORT, balance + "\n", CREATE, APPEND);
        assertTrueClaims(balance);
      }
    }
  }

  /** What holds for every durability: only what was acknowledged may be lost, nothing else lies. */
  private static void assertTrueClaims(Balance balance) {
    assertAll(
        balance.toString(),
        () -> assertTrue(balance.acknowledged() >= 2L * BEFORE_A_KILL * FAILOVERS),
        () -> assertEquals(0, balance.refusedButThere()),
        () -> assertEquals(0, balance.stepsTwice()),
        () -> assertEquals(0, balance.repeatedTwice()),
        () -> assertTrue(balance.durability().equals("none") || balance.isAllKept()),
        () -> assertTrue(balance.slowest().compareTo(LONGEST_ANSWER) <= 0),
        () -> assertTrue(balance.longestRefusal().compareTo(WRITES_COME_BACK) <= 0));
  }

  private static void survive(RedisSet redis, List<Ledger> ledgers) {
    RedisProcess master = redis.master();
    awaitMore(ledgers);
    master.kill();
    Await.until("another master", PATIENCE, () -> redis.master() != master);
    awaitMore(ledgers);
    master.start();
    redis.awaitComplete();
  }

  private static void awaitMore(List<Ledger> ledgers) {
    for (Ledger ledger : ledgers) {
      long before = ledger.acknowledgedWrites();
      Await.until(
          () -> "more acknowledged writes than " + before,
          PATIENCE,
          () -> ledger.acknowledgedWrites() >= before + BEFORE_A_KILL);
    }
  }
}
