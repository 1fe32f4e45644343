package io.vedette.cache;

import io.vedette.config.Settings;
import io.vedette.metrics.Measurements;
import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Makes what this room needs. */
@ApplicationScoped
class CacheWiring {
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
  CacheMetrics metrics(Measurements measurements, CacheConfig config) {
    return new CacheMetrics(measurements, config);
  }
}
