package io.vedette.cache.fill;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.idempotency.Tags;
import io.vedette.origin.Origins;
import io.vedette.redis.Redis;
import io.vedette.thread.Hops;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Traffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Makes what this room offers. */
@ApplicationScoped
class FillWiring {
  /** Asked by every hit: identifiers need a better source, and pay for it. */
  private static final RandomGenerator QUICK = () -> ThreadLocalRandom.current().nextLong();

  @Produces
  @Singleton
  FillLeases leases(Redis redis, CacheKeys keys, Tags tags) {
    return new FillLeases(redis, keys, tags);
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

  @Produces
  @Singleton
  Selection selection(Policies policies, Origins origins, ResponseStore responses) {
    return new Selection(policies, origins, responses);
  }
}
