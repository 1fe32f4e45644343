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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Redis is hit under writes of each durability: what was claimed of each write is compared with
 * what Redis holds afterwards. The balances are added to {@code target/ledger.txt}.
 */
class LedgerIT {
  private static final int FAILOVERS = Integer.getInteger("failovers", 1);
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage", 10));
  private static final Path REPORT = Path.of("target", "ledger.txt");
  private static final int SOME = 50;
  private static final Duration DOWN_AFTER =
      Duration.ofSeconds(Integer.getInteger("down-after", 2));
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration WRITES_COME_BACK = Duration.ofSeconds(12);

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** The deadline of the server, and what a busy machine may add on the way. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  /** The master is killed {@code -Dfailovers} times. */
  @Test
  void claims_afterEachFailover_areTrue() throws Exception {
    assertTrueAfterFailovers("none", "replicated");
  }

  static void assertTrueAfterFailovers(String... durabilities) throws Exception {
    for (Balance balance : balances(LedgerIT::survive, FAILOVERS, durabilities)) {
      assertTrueClaims(balance, WRITES_COME_BACK);
    }
  }

  /** All of Redis is killed, and comes back with its data {@code -Doutage} seconds later. */
  @Test
  void claims_afterTotalLoss_areTrue() throws Exception {
    for (Balance balance : balances(LedgerIT::outlast, 1, "none", "replicated")) {
      assertTrueClaims(balance, OUTAGE.plus(PATIENCE));
    }
  }

  /** Of writes of all these durabilities at once. */
  private static List<Balance> balances(
      BiConsumer<RedisSet, List<Ledger>> blow, int times, String... durabilities) throws Exception {
    try (Deployment deployment = Deployment.start(DOWN_AFTER, Map.of())) {
      List<Ledger> ledgers =
          Stream.of(durabilities)
              .map(one -> new Ledger(deployment.server().base(), one).start())
              .toList();
      for (int i = 0; i < times; i++) {
        awaitMore(ledgers);
        blow.accept(deployment.redis, ledgers);
        awaitMore(ledgers);
      }
      for (Ledger rateLimits : ledgers) {
        rateLimits.stop();
      }
      List<Balance> balances = ledgers.stream().map(Ledger::balance).toList();
      Files.writeString(REPORT, balances + "\n", CREATE, APPEND);
      return balances;
    }
  }

  /** Only what was acknowledged by the master alone may be lost, and nothing else lies. */
  private static void assertTrueClaims(Balance balance, Duration refusal) {
    assertAll(
        balance.toString(),
        () -> assertEquals(0, balance.refusedButThere()),
        () -> assertEquals(0, balance.stepsTwice()),
        () -> assertEquals(0, balance.repeatedTwice()),
        () -> assertTrue(balance.durability().equals("none") || balance.isAllKept()),
        () -> assertTrue(balance.p99().compareTo(DEADLINE) <= 0),
        () -> assertTrue(balance.slowest().compareTo(LONGEST_ANSWER) <= 0),
        () -> assertTrue(balance.longestRefusal().compareTo(refusal) <= 0));
  }

  private static void survive(RedisSet redis, List<Ledger> ledgers) {
    RedisProcess master = redis.master();
    master.kill();
    redis.awaitAnotherMaster(master);
    awaitMore(ledgers);
    master.start();
    redis.awaitComplete();
  }

  private static void outlast(RedisSet redis, List<Ledger> ledgers) {
    List<RedisProcess> all =
        Stream.concat(redis.nodes().stream(), redis.sentinels().stream()).toList();
    all.forEach(RedisProcess::kill);
    Instant end = Instant.now().plus(OUTAGE);
    Await.until("the end of the outage", OUTAGE.plus(PATIENCE), () -> Instant.now().isAfter(end));
    all.forEach(RedisProcess::start);
    redis.awaitComplete();
  }

  private static void awaitMore(List<Ledger> ledgers) {
    for (Ledger rateLimits : ledgers) {
      long before = rateLimits.acknowledgedWrites();
      Await.until(
          () -> "more acknowledged writes than " + before,
          PATIENCE,
          () -> rateLimits.acknowledgedWrites() >= before + SOME);
    }
  }
}
