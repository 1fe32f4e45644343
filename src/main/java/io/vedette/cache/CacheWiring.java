package io.vedette.cache;

import io.vedette.cache.bulk.AtomicBatches;
import io.vedette.cache.bulk.Counters;
import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.fill.FillLeases;
import io.vedette.cache.fill.ReadThrough;
import io.vedette.cache.fill.ResponseStore;
import io.vedette.cache.fill.Selection;
import io.vedette.cache.fill.SingleFlight;
import io.vedette.cache.fill.StorageDecisions;
import io.vedette.cache.fill.Waiting;
import io.vedette.cache.fill.WarmUp;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.PolicyKeys;
import io.vedette.cache.policy.PolicyStore;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.cache.stats.CacheStats;
import io.vedette.cache.stats.StatsCounter;
import io.vedette.config.Settings;
import io.vedette.idempotency.Tags;
import io.vedette.metrics.Measurements;
import io.vedette.near.NearCopies;
import io.vedette.origin.Origins;
import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import io.vedette.thread.AsyncSemaphore;
import io.vedette.thread.Hops;
import io.vedette.traffic.GracefulStop;
import io.vedette.traffic.Traffic;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes what this room needs. */
@ApplicationScoped
class CacheWiring {
  /** Every pod is to know a policy within a second. */
  private static final int BETWEEN_REFRESHES_MILLIS = 500;

  private static final int BETWEEN_STATS_MILLIS = 5_000;

  /** Asked by every hit: identifiers need a better source, and pay for it. */
  private static final RandomGenerator QUICK = () -> ThreadLocalRandom.current().nextLong();

  @Resource ManagedScheduledExecutorService executor;
  private final List<Future<?>> recurring = new CopyOnWriteArrayList<>();

  @Produces
  @Singleton
  CacheConfig config(Settings settings) {
    return CacheConfig.from(settings);
  }

  @Produces
  @Singleton
  NearEntries near(CacheConfig config, Redis redis) {
    return new NearEntries(new NearCopies<>(config.nearBytes(), System::nanoTime), redis::isAway);
  }

  @Produces
  @Singleton
  FillLeases leases(Redis redis, CacheKeys keys, Tags tags) {
    return new FillLeases(redis, keys, tags);
  }

  @Produces
  @Singleton
  Waiting waiting(Hops hops, GracefulStop stop) {
    return new Waiting(hops, stop, System::nanoTime, QUICK);
  }

  @Produces
  @Singleton
  SingleFlight singleFlight(
      FillLeases leases,
      ResponseStore responses,
      Waiting waiting,
      CacheMetrics metrics,
      NearEntries near,
      Tags tags,
      RandomGenerator random,
      Traffic traffic,
      Hops hops) {
    SingleFlight.Tools tools =
        new SingleFlight.Tools(
            leases,
            responses,
            new StorageDecisions(random, tags),
            waiting,
            metrics,
            near,
            InstantSource.system(),
            hops);
    return new SingleFlight(tools, traffic);
  }

  @Produces
  @Singleton
  ReadThrough readThrough(
      ResponseStore responses, NearEntries near, SingleFlight singleFlight, CacheMetrics metrics) {
    return new ReadThrough(responses, near, singleFlight, metrics, QUICK);
  }

  @Produces
  @Singleton
  WarmUp warmUp(
      ResponseStore responses,
      SingleFlight singleFlight,
      Waiting waiting,
      Traffic traffic,
      CacheMetrics metrics) {
    WarmUp warmUp = new WarmUp(responses, singleFlight, waiting, traffic, metrics);
    metrics.waiting(warmUp::waiting);
    return warmUp;
  }

  @Produces
  @Singleton
  ResponseStore responses(Redis redis, CacheKeys keys, Tags tags, NearEntries near) {
    return new ResponseStore(redis, keys, tags, near);
  }

  /** For the calls of all batches. */
  @Produces
  @Singleton
  AsyncSemaphore calls(Hops hops) {
    return new AsyncSemaphore(BatchResource.MOST_CALLS, hops);
  }

  @Produces
  @Singleton
  Selection selection(Policies policies, Origins origins, ResponseStore responses) {
    return new Selection(policies, origins, responses);
  }

  @Produces
  @Singleton
  AtomicBatches atomicBatches(Redis redis, CacheKeys keys, NearEntries near) {
    return new AtomicBatches(redis, keys, near);
  }

  @Produces
  @Singleton
  Counters counters(Redis redis, CacheKeys keys) {
    return new Counters(redis, keys);
  }

  @Produces
  @Singleton
  Invalidations invalidations(Redis redis, CacheKeys keys, NearEntries near) {
    return new Invalidations(redis, keys, near);
  }

  @Produces
  @Singleton
  PolicyStore policyStore(Redis redis, KeySpace space, CacheConfig config) {
    return new PolicyStore(redis, new PolicyKeys(space), config.common());
  }

  @Produces
  @Singleton
  Policies policies(CacheConfig config, PolicyStore store, Hops hops) {
    return new Policies(config, store::read, hops);
  }

  /** Until then every request would be refused. */
  @Produces
  @Readiness
  HealthCheck ready(Policies policies) {
    return () -> HealthCheckResponse.named("policies").status(policies.isLoaded()).build();
  }

  @Produces
  @Singleton
  CacheList list(Redis redis, CacheKeys keys, Policies policies) {
    return new CacheList(redis, keys, policies);
  }

  void start(
      @Observes Startup event, Policies policies, CacheStats stats, NearEntries near, Redis redis) {
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

  @Produces
  @Singleton
  StatsCounter statsCounter() {
    return new StatsCounter();
  }

  @Produces
  @Singleton
  CacheStats stats(
      Redis redis,
      CacheKeys keys,
      Tags tags,
      StatsCounter statsCounter,
      Policies policies,
      Hops hops) {
    return new CacheStats(redis, keys, tags, statsCounter, policies::isNamed, hops);
  }

  @Produces
  @Singleton
  CacheMetrics metrics(Measurements measurements, CacheConfig config, StatsCounter statsCounter) {
    return new CacheMetrics(measurements, config, statsCounter);
  }
}
