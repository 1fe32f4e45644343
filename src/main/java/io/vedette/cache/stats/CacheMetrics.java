package io.vedette.cache.stats;

import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.CacheName;
import io.vedette.metrics.Measurements;
import io.vedette.origin.OriginAnswer;
import io.vedette.stats.StatsCounter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in caches: on the metrics page by configured cache, all others together; and
 * for the stats of each cache.
 */
public final class CacheMetrics {
  private final Measurements measurements;
  private final CacheConfig config;
  private final StatsCounter<CacheStatistic> counter;

  public CacheMetrics(
      Measurements measurements, CacheConfig config, StatsCounter<CacheStatistic> counter) {
    this.measurements = measurements;
    this.config = config;
    this.counter = counter;
  }

  /** Counts a read and gives it back. */
  public Optional<EntryStore.Read> read(CacheName cache, Optional<EntryStore.Read> read) {
    if (read.isEmpty()) {
      missed(cache);
    } else {
      hit(cache, read.get().entry(), read.get().detail());
      count(
          "cache_read_bytes_total",
          "Bytes of values read",
          cache,
          read.get().entry().value().length);
    }
    return read;
  }

  /** Counts a read of what an origin said, fresh or stale. */
  public void hit(CacheName cache, Entry entry, Optional<String> detail) {
    hit(cache, detail);
    if (entry.stale().isPresent()) {
      count("cache_stale_total", "Reads that were answered with a stale entry", cache, 1);
      counter.add(cache.text(), CacheStatistic.STALE, 1);
    }
  }

  private void hit(CacheName cache, Optional<String> detail) {
    count("cache_hits_total", "Reads that found an entry", cache, 1);
    counter.add(cache.text(), CacheStatistic.HITS, 1);
    if (detail.filter("near"::equals).isPresent()) {
      count("cache_near_hits_total", "Reads that a copy in memory answered", cache, 1);
      counter.add(cache.text(), CacheStatistic.NEAR_HITS, 1);
    }
  }

  /** Counts a read that what is stored could not answer. */
  public void missed(CacheName cache) {
    count("cache_misses_total", "Reads that found no entry", cache, 1);
    counter.add(cache.text(), CacheStatistic.MISSES, 1);
  }

  /** Counts a read that got what another had asked the origin for. */
  public void coalesced(CacheName cache) {
    count("cache_coalesced_total", "Reads that shared a load with others", cache, 1);
    counter.add(cache.text(), CacheStatistic.COALESCED, 1);
  }

  /** Counts a load; without an answer it has failed. */
  public void loaded(CacheName cache, @Nullable OriginAnswer answer) {
    count("cache_loads_total", "Loads from origins", cache, 1);
    counter.add(cache.text(), CacheStatistic.LOADS, 1);
    if (answer == null) {
      count("cache_load_failures_total", "Loads from origins without an answer", cache, 1);
      counter.add(cache.text(), CacheStatistic.LOAD_FAILURES, 1);
    } else {
      counter.add(cache.text(), CacheStatistic.LOAD_MILLIS, answer.took().toMillis());
    }
  }

  /** Shows how many keys wait to be loaded before somebody asks for them. */
  public void waiting(Supplier<Integer> keys) {
    measurements.gauge("cache_warm_up_waiting", "Keys that wait for their load", keys);
  }

  /** Counts a write and gives it back. */
  public EntryStore.Written stored(CacheName cache, int bytes, EntryStore.Written written) {
    count("cache_stores_total", "Entries stored", cache, 1);
    count("cache_written_bytes_total", "Bytes of values stored", cache, bytes);
    return written;
  }

  private void count(String name, String description, CacheName cache, long by) {
    measurements.counter(name, description, "cache", config.label(cache)).inc(by);
  }
}
