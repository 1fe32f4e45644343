package io.vedette.cache;

import io.vedette.background.BackgroundWork;
import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.fill.Selection;
import io.vedette.cache.fill.WarmUp;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.cache.stats.CacheStatistic;
import io.vedette.origin.Origins;
import io.vedette.redis.Redis;
import io.vedette.stats.SharedStats;
import io.vedette.thread.Hops;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes what this room needs. */
@ApplicationScoped
class CacheWiring {
  /** Every pod is to know a policy within a second. */
  private static final int BETWEEN_REFRESHES_MILLIS = 500;

  private static final int BETWEEN_STATS_MILLIS = 5_000;

  @Resource ManagedScheduledExecutorService executor;
  private final List<Future<?>> recurring = new CopyOnWriteArrayList<>();

  @Produces
  @Singleton
  SeparateOperations separateOperations(
      EntryStore store, Selection selection, CacheMetrics metrics, Hops hops) {
    return new SeparateOperations(store, selection, metrics, hops);
  }

  @Produces
  @Singleton
  CacheList list(Redis redis, CacheKeys keys, Policies policies) {
    return new CacheList(redis, keys, policies);
  }

  @Produces
  @Singleton
  BackgroundWork warmUp(WarmUp warmUp, Policies policies, Origins origins) {
    return new WarmUpWork(warmUp, policies, origins);
  }

  @Produces
  @Singleton
  BackgroundWork invalidation(Invalidations invalidations) {
    return new InvalidationWork(invalidations);
  }

  void start(
      @Observes Startup event,
      Policies policies,
      SharedStats<CacheStatistic> stats,
      NearEntries near,
      Redis redis) {
    redis.listen(NearEntries.TOPIC, near);
    repeat(policies::refresh, BETWEEN_REFRESHES_MILLIS, redis);
    repeat(stats::handIn, BETWEEN_STATS_MILLIS, redis);
  }

  /** Nobody waits for it: while Redis is away it would only count as a call that failed. */
  private void repeat(Runnable work, int millis, Redis redis) {
    Runnable unlessAway =
        () -> {
          if (!redis.isAway()) {
            work.run();
          }
        };
    recurring.add(executor.scheduleWithFixedDelay(unlessAway, 0, millis, TimeUnit.MILLISECONDS));
  }

  void stop(@Observes Shutdown event) {
    recurring.forEach(work -> work.cancel(false));
  }
}
