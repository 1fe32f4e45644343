package io.vedette.cache.bulk;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.NearEntries;
import io.vedette.redis.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this room offers. */
@ApplicationScoped
class BulkWiring {
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
}
