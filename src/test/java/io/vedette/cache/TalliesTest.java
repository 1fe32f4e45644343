package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final CacheName NEWS = new CacheName("news");
  private static final CacheName OTHER = new CacheName("other");

  private final Tallies tallies = new Tallies();

  @Test
  void take_givesEachCountOnce() {
    tallies.add(NEWS, Statistic.HITS, 1);
    tallies.add(NEWS, Statistic.HITS, 2);
    tallies.add(OTHER, Statistic.MISSES, 5);

    assertEquals(
        Map.of(NEWS, Map.of(Statistic.HITS, 3L), OTHER, Map.of(Statistic.MISSES, 5L)),
        tallies.take());
    assertEquals(Map.of(), tallies.take());
  }

  @Test
  void take_ofOneCache_leavesTheOthers() {
    tallies.add(NEWS, Statistic.HITS, 1);
    tallies.add(OTHER, Statistic.HITS, 1);

    assertEquals(Map.of(Statistic.HITS, 1L), tallies.take(NEWS));
    assertEquals(Map.of(), tallies.take(NEWS));
    assertEquals(Map.of(OTHER, Map.of(Statistic.HITS, 1L)), tallies.take());
  }
}
