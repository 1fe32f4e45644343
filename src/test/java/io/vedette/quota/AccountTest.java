package io.vedette.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.quota.Account.Level;
import org.junit.jupiter.api.Test;

/** The algorithm, with a clock that stands wherever a test puts it. */
class AccountTest {
  private static final long SECOND = 1_000_000_000L;

  /** Far from zero, as {@code System.nanoTime} may be; below it, too. */
  private static final long NOW = -7_000 * SECOND;

  private static Account account(String rate) {
    return new Account(Rate.parse(rate).orElseThrow(), NOW);
  }

  private static void use(Account account, int times, long now) {
    for (int i = 0; i < times; i++) {
      assertEquals(0, account.take(1, now), "number " + i);
    }
  }

  @Test
  void take_theQuantityAtOnce_andNotOneMore() {
    Account account = account("cache:read=10/60");
    use(account, 10, NOW);

    assertEquals(6 * SECOND, account.take(1, NOW));
    assertEquals(1, account.take(1, NOW + 6 * SECOND - 1));
    assertEquals(0, account.take(1, NOW + 6 * SECOND));
    assertEquals(6 * SECOND, account.take(1, NOW + 6 * SECOND));
  }

  @Test
  void take_aQuantityThatDoesNotDivideTheWindow_isExactAllTheSame() {
    for (String rate :
        new String[] {"cache:read=7/1", "cache:read=999983/86400", "cache:read=3/7"}) {
      Account account = account(rate);
      long quantity = account.rate().quantity();
      for (long i = 0; i < quantity; i++) {
        assertEquals(0, account.take(1, NOW));
      }
      assertTrue(account.take(1, NOW) > 0, rate);
    }
  }

  @Test
  void take_aWindowLater_hasAllAgain_andNoMore() {
    Account account = account("cache:read=10/60");
    use(account, 10, NOW);

    use(account, 10, NOW + 60 * SECOND);
    assertEquals(6 * SECOND, account.take(1, NOW + 60 * SECOND));
    use(account, 10, NOW + 1_000_000 * SECOND);
    assertEquals(6 * SECOND, account.take(1, NOW + 1_000_000 * SECOND));
  }

  @Test
  void take_refused_usesNothing() {
    Account account = account("cache:read=1/10");
    use(account, 1, NOW);
    for (int i = 0; i < 100; i++) {
      account.take(1, NOW + SECOND);
    }

    assertEquals(0, account.take(1, NOW + 10 * SECOND));
  }

  @Test
  void take_moreBytesThanThereAre_isOwed() {
    Account account = account("cache:write=100B/10");

    assertEquals(0, account.take(150, NOW));
    assertEquals(new Level(0, 6), account.level(NOW));
    assertEquals(5 * SECOND + SECOND / 10, account.take(1, NOW));
    assertEquals(0, account.take(1, NOW + 5 * SECOND + SECOND / 10));
  }

  @Test
  void use_muchMoreThanThereIs_isOwedForTwoWindowsAtMost() {
    Account account = account("cache:write=100B/10");
    account.use(1_000_000, NOW);

    assertEquals(10 * SECOND + SECOND / 10, account.take(1, NOW));
    assertEquals(2 * 10 * 1_000_000, account.mostMicros());
  }

  @Test
  void use_belowZero_givesBack() {
    Account account = account("cache:read=10/60");
    use(account, 10, NOW);
    account.use(-1, NOW);

    assertEquals(0, account.take(1, NOW));
    assertEquals(60_000_000, account.tell());
  }

  @Test
  void level_tellsWhatIsLeft_andWhenThereIsMore() {
    Account account = account("cache:read=10/60");
    assertEquals(new Level(10, 60), account.level(NOW));
    use(account, 1, NOW);
    assertEquals(new Level(9, 6), account.level(NOW));
    assertEquals(new Level(9, 1), account.level(NOW + 5 * SECOND));
    use(account, 9, NOW);
    assertEquals(new Level(0, 6), account.level(NOW));
    assertEquals(new Level(0, 1), account.level(NOW + 5 * SECOND + SECOND / 2));
    assertEquals(new Level(1, 6), account.level(NOW + 6 * SECOND));
  }

  @Test
  void tell_givesWhatIsNew_once() {
    Account account = account("cache:read=10/60");
    use(account, 2, NOW);

    assertEquals(12_000_000, account.tell());
    use(account, 1, NOW);
    assertEquals(0, account.tell());
    account.told(18_000_000, NOW);
    assertEquals(6_000_000, account.tell());
  }

  @Test
  void told_whatOthersUsed_countsHere_andWhatWasUsedMeanwhile() {
    Account account = account("cache:read=10/60");
    use(account, 2, NOW);
    account.tell();
    use(account, 1, NOW + SECOND);
    account.told(42_000_000, NOW);

    assertEquals(new Level(2, 5), account.level(NOW + SECOND));
    use(account, 2, NOW + SECOND);
    assertEquals(5 * SECOND, account.take(1, NOW + SECOND));
  }

  @Test
  void told_thatLessWasUsedThanIsKnownHere_changesNothing() {
    Account account = account("cache:read=10/60");
    use(account, 10, NOW);
    account.tell();
    account.told(0, NOW);

    assertEquals(6 * SECOND, account.take(1, NOW));
  }

  @Test
  void notTold_countsHere_andIsNotToldAgain() {
    Account account = account("cache:read=10/60");
    use(account, 10, NOW);
    account.tell();
    account.notTold();

    assertEquals(0, account.tell());
    assertEquals(6 * SECOND, account.take(1, NOW));
    assertTrue(account.isIdle(NOW + 60 * SECOND));
  }

  @Test
  void isDue_aSixteenthUsedAndNobodyTelling() {
    Account account = account("cache:read=32/60");
    use(account, 1, NOW);
    assertFalse(account.isDue());
    use(account, 1, NOW);
    assertTrue(account.isDue());
    account.tell();
    use(account, 2, NOW);
    assertFalse(account.isDue());
    account.told(0, NOW);
    assertTrue(account.isDue());
  }

  @Test
  void isDue_ofASmallRate_isEachRequest() {
    Account account = account("cache:read=5/60");
    use(account, 1, NOW);

    assertTrue(account.isDue());
  }

  @Test
  void isIdle_whenAllIsThereAndTold() {
    Account account = account("cache:read=7/60");
    assertTrue(account.isIdle(NOW));
    use(account, 1, NOW);
    assertFalse(account.isIdle(NOW + 60 * SECOND));
    account.told(account.tell(), NOW);
    assertFalse(account.isIdle(NOW));
    assertTrue(account.isIdle(NOW + 60 * SECOND));
  }
}
