package io.vedette.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.quota.RateCounter.Level;
import org.junit.jupiter.api.Test;

/** The algorithm, with a clock that stands wherever a test puts it. */
class RateCounterTest {
  private static final long SECOND = 1_000_000_000L;

  /** Far from zero, as {@code System.nanoTime} may be; below it, too. */
  private static final long NOW = -7_000 * SECOND;

  private static RateCounter counter(String rate) {
    return new RateCounter(Rate.parse(rate).orElseThrow(), NOW);
  }

  private static void use(RateCounter counter, int times, long now) {
    for (int i = 0; i < times; i++) {
      assertEquals(0, counter.take(1, now), "number " + i);
    }
  }

  @Test
  void take_theQuantityAtOnce_andNotOneMore() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 10, NOW);

    assertEquals(6 * SECOND, counter.take(1, NOW));
    assertEquals(1, counter.take(1, NOW + 6 * SECOND - 1));
    assertEquals(0, counter.take(1, NOW + 6 * SECOND));
    assertEquals(6 * SECOND, counter.take(1, NOW + 6 * SECOND));
  }

  @Test
  void take_aQuantityThatDoesNotDivideTheWindow_isExactAllTheSame() {
    for (String rate :
        new String[] {"cache:read=7/1", "cache:read=999983/86400", "cache:read=3/7"}) {
      RateCounter counter = counter(rate);
      long quantity = counter.rate().quantity();
      for (long i = 0; i < quantity; i++) {
        assertEquals(0, counter.take(1, NOW));
      }
      assertTrue(counter.take(1, NOW) > 0, rate);
    }
  }

  @Test
  void take_aWindowLater_hasAllAgain_andNoMore() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 10, NOW);

    use(counter, 10, NOW + 60 * SECOND);
    assertEquals(6 * SECOND, counter.take(1, NOW + 60 * SECOND));
    use(counter, 10, NOW + 1_000_000 * SECOND);
    assertEquals(6 * SECOND, counter.take(1, NOW + 1_000_000 * SECOND));
  }

  @Test
  void take_refused_usesNothing() {
    RateCounter counter = counter("cache:read=1/10");
    use(counter, 1, NOW);
    for (int i = 0; i < 100; i++) {
      counter.take(1, NOW + SECOND);
    }

    assertEquals(0, counter.take(1, NOW + 10 * SECOND));
  }

  @Test
  void take_moreBytesThanThereAre_isOwed() {
    RateCounter counter = counter("cache:write=100B/10");

    assertEquals(0, counter.take(150, NOW));
    assertEquals(new Level(0, 6), counter.level(NOW));
    assertEquals(5 * SECOND + SECOND / 10, counter.take(1, NOW));
    assertEquals(0, counter.take(1, NOW + 5 * SECOND + SECOND / 10));
  }

  @Test
  void use_muchMoreThanThereIs_isOwedForTwoWindowsAtMost() {
    RateCounter counter = counter("cache:write=100B/10");
    counter.use(1_000_000, NOW);

    assertEquals(10 * SECOND + SECOND / 10, counter.take(1, NOW));
    assertEquals(2 * 10 * 1_000_000, counter.mostMicros());
  }

  @Test
  void use_belowZero_givesBack() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 10, NOW);
    counter.use(-1, NOW);

    assertEquals(0, counter.take(1, NOW));
    assertEquals(60_000_000, counter.tell());
  }

  @Test
  void level_tellsWhatIsLeft_andWhenThereIsMore() {
    RateCounter counter = counter("cache:read=10/60");
    assertEquals(new Level(10, 60), counter.level(NOW));
    use(counter, 1, NOW);
    assertEquals(new Level(9, 6), counter.level(NOW));
    assertEquals(new Level(9, 1), counter.level(NOW + 5 * SECOND));
    use(counter, 9, NOW);
    assertEquals(new Level(0, 6), counter.level(NOW));
    assertEquals(new Level(0, 1), counter.level(NOW + 5 * SECOND + SECOND / 2));
    assertEquals(new Level(1, 6), counter.level(NOW + 6 * SECOND));
  }

  @Test
  void tell_givesWhatIsNew_once() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 2, NOW);

    assertEquals(12_000_000, counter.tell());
    use(counter, 1, NOW);
    assertEquals(0, counter.tell());
    counter.told(18_000_000, NOW);
    assertEquals(6_000_000, counter.tell());
  }

  @Test
  void told_whatOthersUsed_countsHere_andWhatWasUsedMeanwhile() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 2, NOW);
    counter.tell();
    use(counter, 1, NOW + SECOND);
    counter.told(42_000_000, NOW);

    assertEquals(new Level(2, 5), counter.level(NOW + SECOND));
    use(counter, 2, NOW + SECOND);
    assertEquals(5 * SECOND, counter.take(1, NOW + SECOND));
  }

  @Test
  void told_thatLessWasUsedThanIsKnownHere_changesNothing() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 10, NOW);
    counter.tell();
    counter.told(0, NOW);

    assertEquals(6 * SECOND, counter.take(1, NOW));
  }

  @Test
  void notTold_countsHere_andIsNotToldAgain() {
    RateCounter counter = counter("cache:read=10/60");
    use(counter, 10, NOW);
    counter.tell();
    counter.notTold();

    assertEquals(0, counter.tell());
    assertEquals(6 * SECOND, counter.take(1, NOW));
    assertTrue(counter.isIdle(NOW + 60 * SECOND));
  }

  @Test
  void isDue_aSixteenthUsedAndNobodyTelling() {
    RateCounter counter = counter("cache:read=32/60");
    use(counter, 1, NOW);
    assertFalse(counter.isDue());
    use(counter, 1, NOW);
    assertTrue(counter.isDue());
    counter.tell();
    use(counter, 2, NOW);
    assertFalse(counter.isDue());
    counter.told(0, NOW);
    assertTrue(counter.isDue());
  }

  @Test
  void isDue_ofASmallRate_isEachRequest() {
    RateCounter counter = counter("cache:read=5/60");
    use(counter, 1, NOW);

    assertTrue(counter.isDue());
  }

  @Test
  void isIdle_whenAllIsThereAndTold() {
    RateCounter counter = counter("cache:read=7/60");
    assertTrue(counter.isIdle(NOW));
    use(counter, 1, NOW);
    assertFalse(counter.isIdle(NOW + 60 * SECOND));
    counter.told(counter.tell(), NOW);
    assertFalse(counter.isIdle(NOW));
    assertTrue(counter.isIdle(NOW + 60 * SECOND));
  }
}
