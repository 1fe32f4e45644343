package io.vedette.stats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatsCounterTest {
  private final StatsCounter<Bird> counter = new StatsCounter<>(Bird.class);

  private enum Bird implements Statistic {
    SEEN,
    HEARD;

    @Override
    public String member() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Test
  void take_givesEachCountOnce_andLeavesOtherNames() {
    counter.add("owl", Bird.SEEN, 1);
    counter.add("owl", Bird.SEEN, 2);
    counter.add("wren", Bird.HEARD, 5);

    assertEquals(Set.of("owl", "wren"), counter.names());
    assertEquals(Map.of(Bird.SEEN, 3L), counter.take("owl"));
    assertEquals(Map.of(), counter.take("owl"));
    assertEquals(Set.of("wren"), counter.names());
    assertEquals(Map.of(Bird.HEARD, 5L), counter.take("wren"));
    assertEquals(Set.of(), counter.names());
  }

  @Test
  void stored_leavesOutWhatAnotherVersionCounts() {
    List<byte[]> stored =
        Stream.of("heard", "7", "ringed", "1", "seen", "0")
            .map(it -> it.getBytes(US_ASCII))
            .toList();

    assertEquals(Map.of(Bird.HEARD, 7L, Bird.SEEN, 0L), counter.stored(stored));
  }
}
