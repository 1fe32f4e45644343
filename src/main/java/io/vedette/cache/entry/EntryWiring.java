package io.vedette.cache.entry;

import io.vedette.cache.policy.CacheConfig;
import io.vedette.near.NearCopies;
import io.vedette.redis.KeySpace;
import io.vedette.redis.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this room offers. */
@ApplicationScoped
class EntryWiring {
  @Produces
  @Singleton
  CacheKeys keys(KeySpace space) {
    return new CacheKeys(space);
  }

  @Produces
  @Singleton
  NearEntries near(CacheConfig config, Redis redis) {
    return new NearEntries(new NearCopies<>(config.nearBytes(), System::nanoTime), redis::isAway);
  }

  @Produces
  @Singleton
  EntryStore store(Redis redis, CacheKeys keys, NearEntries near) {
    return new EntryStore(redis, keys, near);
  }

  @Produces
  @Singleton
  EntryIndex index(Redis redis, CacheKeys keys) {
    return new EntryIndex(redis, keys);
  }
}
