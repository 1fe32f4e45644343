package io.vedette.cache.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.TestSettings;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Refusals;
import io.vedette.redis.Durability;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final CacheName NEWS = new CacheName("news");
  private static final CacheName CARTS = new CacheName("carts");

  private final CacheConfig config =
      CacheConfig.from(
          TestSettings.with(Map.of("vedette.caches", "carts", "vedette.caches.carts.ttl", "7")));
  private final Queue<CompletableFuture<Optional<PolicySnapshot>>> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final Policies book = new Policies(config, this::load, new Hops(Runnable::run));

  private CompletionStage<Optional<PolicySnapshot>> load(String known) {
    asked.add(known);
    CompletableFuture<Optional<PolicySnapshot>> answer = answers.poll();
    return answer == null ? new CompletableFuture<>() : answer;
  }

  private void willSay(String version, Map<CacheName, StoredPolicy> policies) {
    answers.add(
        CompletableFuture.completedFuture(Optional.of(new PolicySnapshot(version, policies))));
  }

  private void willFail() {
    answers.add(
        CompletableFuture.failedFuture(Failure.of(Problem.STORE_UNAVAILABLE, "Redis is away.")));
  }

  private StoredPolicy stored(int ttl) {
    Policy common = config.common();
    Policy policy =
        new Policy(
            Duration.ofSeconds(ttl),
            common.maxTtl(),
            common.idle(),
            common.maxBytes(),
            false,
            false,
            false,
            Optional.empty(),
            Durability.NONE,
            Capacity.UNLIMITED,
            TestPolicies.FILLED_BY_CLIENTS);
    return new StoredPolicy(policy, "tag-" + ttl);
  }

  private PolicyChange change(int ttl, String before, String version) {
    return new PolicyChange(NEWS, Optional.of(stored(ttl)), false, before, version);
  }

  private long ttl(CacheName cache) {
    return book.policy(cache).ttl().toSeconds();
  }

  @Test
  void policy_beforeAnyLoad_isLoaded() {
    willSay("v1", Map.of(NEWS, stored(60)));

    assertEquals(60, ttl(NEWS));
    assertEquals(1, asked.size());
  }

  @Test
  void policy_neverLoaded_isRefusedAtOnceAndNotGuessed() {
    Failure failure = Refusals.refused(Problem.STORE_UNAVAILABLE, () -> book.policyToWrite(NEWS));

    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
    assertTrue(failure.retryAfter().isPresent());
    assertEquals(7, ttl(CARTS));
    assertFalse(book.isLoaded());
  }

  @Test
  void policy_firstLoadFailed_isTriedAgainByTheNextCaller() {
    willFail();
    willSay("v1", Map.of(NEWS, stored(60)));

    Refusals.refused(Problem.STORE_UNAVAILABLE, () -> book.policy(NEWS));
    assertEquals(60, ttl(NEWS));
    assertTrue(book.isLoaded());
  }

  @Test
  void refresh_otherVersion_replacesAll() {
    willSay("v1", Map.of(NEWS, stored(60)));
    willSay("v2", Map.of());
    book.refresh();
    assertEquals(60, ttl(NEWS));

    book.refresh();
    assertEquals(300, ttl(NEWS));
    assertEquals("v1", asked.get(1));
  }

  @Test
  void refresh_redisAway_leavesTheLastKnown() {
    willSay("v1", Map.of(NEWS, stored(60)));
    willFail();
    answers.add(CompletableFuture.failedFuture(new IllegalStateException("a fault")));
    willSay("v2", Map.of(NEWS, stored(61)));
    book.refresh();
    book.refresh();
    book.refresh();
    assertEquals(60, ttl(NEWS));

    book.refresh();
    assertEquals(61, ttl(NEWS));
  }

  @Test
  void refresh_whileOneIsUnderWay_asksNothing() {
    book.refresh();
    book.refresh();

    assertEquals(1, asked.size());
  }

  @Test
  void policy_configuredAndSetByHttp_isTheConfiguredOne() {
    willSay("v1", Map.of(CARTS, stored(60)));
    book.refresh();

    assertEquals(7, ttl(CARTS));
    assertTrue(book.isFixed(CARTS));
    assertFalse(book.setByHttp(CARTS).isPresent());
  }

  @Test
  void follow_theNextChange_holdsAtOnceWithoutAsking() {
    willSay("v1", Map.of());
    book.refresh();

    assertTrue(book.follow(change(60, "v1", "v2")).toCompletableFuture().isDone());
    assertEquals(60, ttl(NEWS));
    assertEquals(1, asked.size());
  }

  @Test
  void follow_afterSomebodyElsesChange_loadsBoth() {
    willSay("v1", Map.of());
    book.refresh();
    willSay("v3", Map.of(NEWS, stored(60), new CacheName("other"), stored(61)));

    assertTrue(book.follow(change(60, "v2", "v3")).toCompletableFuture().isDone());
    assertEquals(60, ttl(NEWS));
    assertEquals(61, ttl(new CacheName("other")));
  }

  @Test
  void follow_duringALoadThatLookedBefore_isNotUndoneByIt() {
    willSay("v1", Map.of());
    book.refresh();
    CompletableFuture<Optional<PolicySnapshot>> slow = new CompletableFuture<>();
    answers.add(slow);
    book.refresh();
    book.follow(change(60, "v1", "v2"));
    answers.add(CompletableFuture.completedFuture(Optional.empty()));

    slow.complete(Optional.of(new PolicySnapshot("v1a", Map.of())));

    assertEquals(60, ttl(NEWS));
    assertEquals("v2", asked.get(asked.size() - 1));
  }

  @Test
  void follow_loadFails_stillEnds() {
    willSay("v1", Map.of());
    book.refresh();
    willFail();

    CompletableFuture<Void> followed = book.follow(change(60, "v2", "v3")).toCompletableFuture();
    assertTrue(followed.isDone() && !followed.isCompletedExceptionally());
  }
}
