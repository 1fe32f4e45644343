package io.vedette.cache;

import io.vedette.metrics.Measurements;
import java.util.Optional;

/** Counts what happens in caches, by configured cache; all others are counted together. */
final class CacheMetrics {
  private final Measurements measurements;
  private final CacheConfig config;

  CacheMetrics(Measurements measurements, CacheConfig config) {
    this.measurements = measurements;
    this.config = config;
  }

  /** Counts a read and gives it back. */
  Optional<CacheStore.Read> read(CacheName cache, Optional<CacheStore.Read> read) {
    if (read.isEmpty()) {
      count("cache_misses_total", "Reads that found no entry", cache, 1);
    } else {
      count("cache_hits_total", "Reads that found an entry", cache, 1);
      count(
          "cache_read_bytes_total",
          "Bytes of values read",
          cache,
          read.get().entry().value().length);
    }
    return read;
  }

  /** Counts a write and gives it back. */
  CacheStore.Written stored(CacheName cache, int bytes, CacheStore.Written written) {
    count("cache_stores_total", "Entries stored", cache, 1);
    count("cache_written_bytes_total", "Bytes of values stored", cache, bytes);
    return written;
  }

  private void count(String name, String description, CacheName cache, long by) {
    measurements.counter(name, description, "cache", config.label(cache)).inc(by);
  }
}
