package io.vedette.cache.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vedette.cache.entry.Entry;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.CacheName;
import io.vedette.config.TestSettings;
import io.vedette.metrics.FakeRegistry;
import io.vedette.stats.StatsCounter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final StatsCounter<CacheStatistic> counter = new StatsCounter<>(CacheStatistic.class);
  private final CacheMetrics metrics =
      new CacheMetrics(
          registry.measurements(),
          CacheConfig.from(TestSettings.with(Map.of("vedette.caches", "news"))),
          counter);

  private static Optional<EntryStore.Read> hit(int bytes) {
    Entry entry =
        new Entry(
            "t",
            "a/b",
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Groups.NONE,
            Optional.empty(),
            bytes,
            new byte[bytes]);
    return Optional.of(new EntryStore.Read(entry, true, Optional.empty()));
  }

  @Test
  void everyCall_isCountedByConfiguredCacheAndGivenBack() {
    var written = new EntryStore.Written("t", true, Instant.EPOCH);
    Optional<EntryStore.Read> read = hit(5);

    assertSame(read, metrics.read(new CacheName("news"), read));
    metrics.read(new CacheName("news"), Optional.empty());
    metrics.read(new CacheName("made-up"), hit(1));
    metrics.read(new CacheName("made-up-too"), hit(2));
    assertSame(written, metrics.stored(new CacheName("news"), 7, written));

    assertEquals(
        """
        cache_hits_total{cache=news} 1
        cache_hits_total{cache=other} 2
        cache_misses_total{cache=news} 1
        cache_read_bytes_total{cache=news} 5
        cache_read_bytes_total{cache=other} 3
        cache_stores_total{cache=news} 1
        cache_written_bytes_total{cache=news} 7
        """,
        registry.text());
    assertEquals(Map.of(CacheStatistic.HITS, 1L, CacheStatistic.MISSES, 1L), counter.take("news"));
  }
}
