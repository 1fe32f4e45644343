package io.vedette.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.TestSettings;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.quota.RateStore.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests, counters and what is told, with a store that answers when a test says so. */
class QuotasTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<List<Spent>> told = new ArrayList<>();
  private final List<CompletableFuture<List<Long>>> replies = new ArrayList<>();
  private long now = 42 * SECOND;
  private RateLimits rateLimits =
      rateLimits("cache:read=32/60, cache:write=100B/10, cache:write=10/10");
  private CounterSync sync = new CounterSync(rateLimits, this::tell);
  private Quotas quotas = new Quotas(rateLimits, sync);

  private RateLimits rateLimits(String limits) {
    return new RateLimits(
        QuotaConfig.from(
            TestSettings.with(
                Map.of(
                    "vedette.caller.rate-limits",
                    limits,
                    "vedette.callers",
                    "token:free",
                    "vedette.callers.token:free.rate-limits",
                    "none"))),
        () -> now);
  }

  private CompletableFuture<List<Long>> tell(List<Spent> spent) {
    CompletableFuture<List<Long>> reply = new CompletableFuture<>();
    told.add(List.copyOf(spent));
    replies.add(reply);
    return reply;
  }

  private void take(String caller, Scope scope, long content) {
    quotas.take(caller, rateLimits.counters(caller, scope), content);
  }

  private Failure refused(String caller, long content, Scope... scopes) {
    return assertThrows(
        Failure.class, () -> quotas.take(caller, rateLimits.counters(caller, scopes), content));
  }

  private String level(String caller, Scope... scopes) {
    return RateLimitFields.limit(rateLimits.counters(caller, scopes), now);
  }

  @Test
  void accounts_ofACallerWithoutRates_areNone() {
    assertEquals(List.of(), rateLimits.counters("token:free", Scope.CACHE_READ));
    assertEquals(List.of(), rateLimits.counters("token:shop", Scope.ADMIN));
    assertEquals(1, rateLimits.size());
  }

  @Test
  void take_eachCallerHasItsOwn() {
    for (int i = 0; i < 32; i++) {
      take("token:one", Scope.CACHE_READ, 0);
    }

    Failure refused = refused("token:one", 0, Scope.CACHE_READ);
    assertEquals(Problem.QUOTA_EXCEEDED, refused.problem());
    assertEquals(List.of("cache:read"), refused.violated());
    assertEquals(Optional.of(Duration.ofSeconds(2)), refused.retryAfter());
    take("token:two", Scope.CACHE_READ, 0);
    assertEquals("\"cache:read\";r=31;t=2", level("token:two", Scope.CACHE_READ));
  }

  @Test
  void take_oneOfTwoUsedUp_givesTheOtherBack() {
    for (int i = 0; i < 32; i++) {
      take("token:one", Scope.CACHE_READ, 0);
    }
    Failure refused = refused("token:one", 10, Scope.CACHE_WRITE, Scope.CACHE_READ);

    assertEquals(List.of("cache:read"), refused.violated());
    assertEquals(
        "\"cache:write-bytes\";r=100;t=10, \"cache:write\";r=10;t=10",
        level("token:one", Scope.CACHE_WRITE));
  }

  @Test
  void use_bytes_leavesRequestsAlone() {
    take("token:one", Scope.CACHE_WRITE, 30);
    quotas.use("token:one", rateLimits.counters("token:one", Scope.CACHE_WRITE), 20);

    assertEquals(
        "\"cache:write-bytes\";r=50;t=1, \"cache:write\";r=9;t=1",
        level("token:one", Scope.CACHE_WRITE));
    assertEquals(
        "\"cache:write-bytes\";q=100;qu=\"content-bytes\";w=10, \"cache:write\";q=10;w=10",
        RateLimitFields.policy(rateLimits.counters("token:one", Scope.CACHE_WRITE)));
  }

  @Test
  void retryAfter_isHonest() {
    take("token:one", Scope.CACHE_WRITE, 1000);
    Failure refused = refused("token:one", 1, Scope.CACHE_WRITE);
    assertEquals(List.of("cache:write-bytes"), refused.violated());

    now += refused.retryAfter().orElseThrow().toNanos() - 1 * SECOND;
    refused("token:one", 1, Scope.CACHE_WRITE);
    now += SECOND;
    take("token:one", Scope.CACHE_WRITE, 1);
  }

  @Test
  void settle_tellsWhatIsNew_ofEverybody_once() {
    take("token:one", Scope.CACHE_READ, 0);
    take("token:two", Scope.CACHE_READ, 0);
    assertEquals(List.of(), told);
    sync.sync();
    sync.sync();

    assertEquals(1, told.size());
    assertEquals(
        List.of("token:one 1875000", "token:two 1875000"),
        told.get(0).stream().map(one -> one.caller() + " " + one.micros()).sorted().toList());
  }

  @Test
  void settle_aSixteenthUsed_isToldAtOnce_andNotTwiceAtATime() {
    for (int i = 0; i < 5; i++) {
      take("token:one", Scope.CACHE_READ, 0);
    }
    assertEquals(1, told.size());
    assertEquals(
        List.of(new Spent("token:one", "cache:read", 3_750_000, 120_000_000)), told.get(0));

    replies.get(0).complete(List.of(30_000_000L));
    assertEquals("\"cache:read\";r=13;t=2", level("token:one", Scope.CACHE_READ));
    take("token:one", Scope.CACHE_READ, 0);
    assertEquals(7_500_000, told.get(1).get(0).micros());
  }

  @Test
  void settle_storeAway_countsOnHere() {
    for (int i = 0; i < 32; i++) {
      take("token:one", Scope.CACHE_READ, 0);
      replies.forEach(reply -> reply.completeExceptionally(new IllegalStateException("away")));
    }

    assertEquals(16, told.size());
    refused("token:one", 0, Scope.CACHE_READ);
  }

  @Test
  void settle_storeThatThrows_failsNobody() {
    sync =
        new CounterSync(
            rateLimits,
            spent -> {
              throw new IllegalStateException("closed");
            });
    quotas = new Quotas(rateLimits, sync);
    take("token:one", Scope.CACHE_WRITE, 50);
    sync.sync();

    assertEquals(
        "\"cache:write-bytes\";r=50;t=1, \"cache:write\";r=9;t=1",
        level("token:one", Scope.CACHE_WRITE));
  }

  @Test
  void settle_manyCallers_comeInPortions_andIdleOnesAreForgotten() {
    for (int i = 0; i < 250; i++) {
      take("token:" + i, Scope.CACHE_READ, 0);
    }
    sync.sync();
    assertEquals(List.of(100, 100, 50), told.stream().map(List::size).toList());

    replies.forEach(reply -> reply.complete(java.util.Collections.nCopies(100, 1_875_000L)));
    now += 60 * SECOND;
    sync.sync();
    assertEquals(0, rateLimits.size());
    assertEquals(3, told.size());
  }

  @Test
  void ledger_ofMoreCallersThanItHolds_staysBounded() {
    for (int i = 0; i < 20_000; i++) {
      take("token:" + i, Scope.CACHE_READ, 0);
    }

    assertTrue(rateLimits.size() <= 10_000, "size " + rateLimits.size());
  }

  /** Two servers that tell each other: together they get the rate, and a little once. */
  @Test
  void twoServers_thatTellEachOther_getTheRateTogether() {
    long[] whole = {0};
    List<Quotas> servers = new ArrayList<>();
    List<RateLimits> ledgers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RateLimits own = rateLimits("cache:read=320/60");
      ledgers.add(own);
      servers.add(
          new Quotas(
              own,
              new CounterSync(
                  own,
                  spent -> {
                    long micros = now / 1000;
                    whole[0] = Math.max(whole[0], micros) + spent.get(0).micros();
                    return CompletableFuture.completedFuture(List.of(whole[0] - micros));
                  })));
    }
    int let = 0;
    for (int step = 0; step < 60 * 6 * 10; step++) {
      now += SECOND / 10;
      for (int i = 0; i < 2; i++) {
        for (int times = 0; times < 10; times++) {
          try {
            servers.get(i).take("c", ledgers.get(i).counters("c", Scope.CACHE_READ), 0);
            let++;
          } catch (Failure refused) {
            assertEquals(Problem.QUOTA_EXCEEDED, refused.problem());
          }
        }
      }
    }
    // Six windows after the first quantity, and a portion of 20.
    assertTrue(let >= 7 * 320 - 1 && let <= 7 * 320 + 20, "let in: " + let);
  }
}
