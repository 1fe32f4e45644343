package io.vedette.cache.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.cache.policy.CacheName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatsCounterTest {
  private static final CacheName NEWS = new CacheName("news");
  private static final CacheName OTHER = new CacheName("other");

  private final StatsCounter statsCounter = new StatsCounter();

  @Test
  void take_givesEachCountOnce_andLeavesOtherCaches() {
    statsCounter.add(NEWS, Statistic.HITS, 1);
    statsCounter.add(NEWS, Statistic.HITS, 2);
    statsCounter.add(OTHER, Statistic.MISSES, 5);

    assertEquals(Set.of(NEWS, OTHER), statsCounter.caches());
    assertEquals(Map.of(Statistic.HITS, 3L), statsCounter.take(NEWS));
    assertEquals(Map.of(), statsCounter.take(NEWS));
    assertEquals(Set.of(OTHER), statsCounter.caches());
    assertEquals(Map.of(Statistic.MISSES, 5L), statsCounter.take(OTHER));
    assertEquals(Set.of(), statsCounter.caches());
  }
}
