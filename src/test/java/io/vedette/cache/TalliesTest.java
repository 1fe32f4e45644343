package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final CacheName NEWS = new CacheName("news");
  private static final CacheName OTHER = new CacheName("other");

  private final Tallies tallies = new Tallies();

  @Test
  void take_givesEachCountOnce_andLeavesOtherCaches() {
    tallies.add(NEWS, Statistic.HITS, 1);
    tallies.add(NEWS, Statistic.HITS, 2);
    tallies.add(OTHER, Statistic.MISSES, 5);

    assertEquals(Set.of(NEWS, OTHER), tallies.caches());
    assertEquals(Map.of(Statistic.HITS, 3L), tallies.take(NEWS));
    assertEquals(Map.of(), tallies.take(NEWS));
    assertEquals(Set.of(OTHER), tallies.caches());
    assertEquals(Map.of(Statistic.MISSES, 5L), tallies.take(OTHER));
    assertEquals(Set.of(), tallies.caches());
  }
}
