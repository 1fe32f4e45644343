package io.vedette.cache;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import io.vedette.redis.RedisHealth;
import io.vedette.traffic.GracefulStop;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Makes what this room needs. */
@ApplicationScoped
class CacheWiring {
  /** Every pod is to know a policy within a second. */
  private static final int BETWEEN_REFRESHES_MILLIS = 500;

  @Resource ManagedScheduledExecutorService executor;
  private Future<?> refreshing = CompletableFuture.completedFuture(null);

  @Produces
  @Singleton
  CacheConfig config(Settings settings) {
    return CacheConfig.from(settings);
  }

  @Produces
  @Singleton
  Tags tags(RandomGenerator random) {
    return new Tags(random);
  }

  @Produces
  @Singleton
  CacheStore store(Redis redis, Keys keys, Tags tags) {
    return new CacheStore(redis, keys, tags);
  }

  @Produces
  @Singleton
  FillLeases leases(Redis redis, Keys keys, Tags tags) {
    return new FillLeases(redis, keys, tags);
  }

  @Produces
  @Singleton
  Waiting waiting(GracefulStop stop) {
    return new Waiting(executor, stop);
  }

  @Produces
  @Singleton
  AtomicBatches atomicBatches(Redis redis, Keys keys, Tags tags) {
    return new AtomicBatches(redis, keys, tags);
  }

  @Produces
  @Singleton
  EntryIndex index(Redis redis, Keys keys) {
    return new EntryIndex(redis, keys);
  }

  @Produces
  @Singleton
  Counters counters(Redis redis, Keys keys, Tags tags) {
    return new Counters(redis, keys, tags);
  }

  @Produces
  @Singleton
  Invalidations invalidations(Redis redis, Keys keys) {
    return new Invalidations(redis, keys);
  }

  @Produces
  @Singleton
  PolicyStore policyStore(Redis redis, Keys keys, RandomGenerator random, CacheConfig config) {
    return new PolicyStore(redis, keys, random, config.common());
  }

  @Produces
  @Singleton
  PolicyBook policies(CacheConfig config, PolicyStore store, Redis redis) {
    return new PolicyBook(config, store::read, redis.deadline());
  }

  @Produces
  @Singleton
  CacheList list(Redis redis, Keys keys, PolicyBook policies) {
    return new CacheList(redis, keys, policies);
  }

  void start(@Observes Startup event, PolicyBook policies, RedisHealth redis) {
    refreshing =
        executor.scheduleWithFixedDelay(
            () -> refresh(policies, redis), 0, BETWEEN_REFRESHES_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Nobody waits for it: while Redis is away it would only count as a call that failed. */
  private static void refresh(PolicyBook policies, RedisHealth redis) {
    if (!redis.connection().isAway()) {
      policies.refresh();
    }
  }

  void stop(@Observes Shutdown event) {
    refreshing.cancel(false);
  }

  @Produces
  @Singleton
  CacheMetrics metrics(Measurements measurements, CacheConfig config) {
    return new CacheMetrics(measurements, config);
  }
}
