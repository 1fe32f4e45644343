package io.vedette.cache.stats;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.idempotency.Tags;
import io.vedette.metrics.Measurements;
import io.vedette.redis.Redis;
import io.vedette.stats.SharedStats;
import io.vedette.stats.StatsCounter;
import io.vedette.thread.Hops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what this room offers. */
@ApplicationScoped
class StatsWiring {
  @Produces
  @Singleton
  StatsCounter<CacheStatistic> counter() {
    return new StatsCounter<>(CacheStatistic.class);
  }

  @Produces
  @Singleton
  SharedStats<CacheStatistic> sharedStats(
      Redis redis,
      CacheKeys keys,
      Tags tags,
      StatsCounter<CacheStatistic> counter,
      Policies policies,
      Hops hops) {
    return new SharedStats<>(
        redis,
        cache -> List.of(keys.stats(cache), keys.operation(cache, tags.next()), keys.index(cache)),
        counter,
        cache -> policies.isNamed(new CacheName(cache)),
        hops);
  }

  @Produces
  @Singleton
  CacheStats stats(
      Redis redis,
      CacheKeys keys,
      StatsCounter<CacheStatistic> counter,
      SharedStats<CacheStatistic> shared) {
    return new CacheStats(redis, keys, counter, shared);
  }

  @Produces
  @Singleton
  CacheMetrics metrics(
      Measurements measurements, CacheConfig config, StatsCounter<CacheStatistic> counter) {
    return new CacheMetrics(measurements, config, counter);
  }
}
