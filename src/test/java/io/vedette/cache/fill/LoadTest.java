package io.vedette.cache.fill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.cache.stats.CacheStatistic;
import io.vedette.config.TestSettings;
import io.vedette.failure.Failure;
import io.vedette.idempotency.Tags;
import io.vedette.metrics.FakeRegistry;
import io.vedette.near.NearCopies;
import io.vedette.origin.OriginProblems;
import io.vedette.origin.TestOrigins;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptedRedis;
import io.vedette.stats.StatsCounter;
import io.vedette.thread.Hops;
import io.vedette.thread.Waiting;
import io.vedette.traffic.GracefulStop;
import io.vedette.traffic.TestTraffic;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a load waits for another server's that brings nothing. */
@Timeout(30)
class LoadTest {
  private static final CacheConfig CONFIG = CacheConfig.from(TestSettings.with(Map.of()));

  private final Hops hops = new Hops(Runnable::run);
  private final GracefulStop stop = TestTraffic.stop();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private int stopsAfter = Integer.MAX_VALUE;

  /** Each look takes Redis 0.8 s, and tells that another has the lease. */
  private CompletableFuture<List<Object>> answer(String label) {
    assertEquals("fill-lease", label);
    clock.addAndGet(Duration.ofMillis(800).toNanos());
    if (looks.incrementAndGet() == stopsAfter) {
      TestTraffic.drain(stop);
    }
    return CompletableFuture.completedFuture(List.of("taken".getBytes(US_ASCII), 5_000L));
  }

  private SingleFlight singleFlight() {
    Redis redis = ScriptedRedis.answering(this::answer, hops);
    CacheKeys keys = new CacheKeys(ScriptedRedis.space());
    Tags tags = new Tags(() -> 1L);
    NearEntries near = new NearEntries(new NearCopies<>(1, System::nanoTime), () -> false);
    return new SingleFlight(
        new SingleFlight.Tools(
            new FillLeases(redis, keys, tags),
            new ResponseStore(redis, keys, tags, near),
            new StorageDecisions(() -> 1L, tags),
            new Waiting(hops, stop, clock::get, () -> 0L),
            new CacheMetrics(
                new FakeRegistry().measurements(),
                CONFIG,
                new StatsCounter<>(CacheStatistic.class)),
            near,
            () -> Instant.EPOCH,
            hops),
        TestTraffic.traffic(10, 1_000, new FakeRegistry()));
  }

  private Failure failure() {
    LoadTask task =
        new LoadTask(
            new CacheName("news"),
            new EntryKey("a".getBytes(US_ASCII)),
            Optional.empty(),
            TestOrigins.origin("http://host/{key}", "PT3S", HttpClient.newHttpClient(), hops),
            CONFIG.common(),
            Map.of(),
            Optional.empty(),
            LoadTask.Mode.SHARED);
    CompletableFuture<SingleFlight.Share> load =
        singleFlight().share(task, value -> {}).toCompletableFuture();
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> load.get(20, TimeUnit.SECONDS));
    return assertInstanceOf(Failure.class, thrown.getCause());
  }

  @Test
  void wait_withASlowRedis_lastsForTheTimeOfTheOriginAndALease() {
    Failure failure = failure();

    assertEquals(OriginProblems.ORIGIN_TIMEOUT, failure.problem());
    assertEquals(Optional.of(Duration.ofSeconds(1)), failure.retryAfter());
    assertTrue(clock.get() >= Duration.ofSeconds(8).toNanos());
    assertTrue(clock.get() < Duration.ofSeconds(9).toNanos());
  }

  @Test
  void wait_whenTheServerStops_endsWithTheNextLook() {
    stopsAfter = 2;

    assertEquals(OriginProblems.ORIGIN_TIMEOUT, failure().problem());
    assertEquals(2, looks.get());
  }
}
