package io.vedette.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions in zones that change their clocks, against a walk that tries every time. */
class CronPropertiesTest {
  private static final long SEED = 20261130;
  private static final Instant EARLIEST = Instant.parse("2005-01-01T00:00:00Z");
  private static final int MINUTES = 20 * 365 * 24 * 60;
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Asia/Kathmandu",
          "America/New_York",
          "Europe/Berlin",
          "Australia/Lord_Howe",
          "America/Santiago",
          "Antarctica/Troll",
          "Pacific/Apia");

  private final Random random = new Random(SEED);

  private ZoneId zone() {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  /** Half of them so many minutes or less before a change of the clock, if there is any. */
  private Instant time(ZoneId zone, int before) {
    Instant any = EARLIEST.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return change == null || random.nextBoolean()
        ? any
        : change.getInstant().minus(Duration.ofMinutes(random.nextInt(before)));
  }

  @Test
  void next_ofFiveFields_isWhatAWalkByMinutesFinds() {
    CronWalk walk = new CronWalk(Duration.ofMinutes(1), 3 * 24 * 60);
    int found = 0;
    for (int round = 0; round < 400; round++) {
      ZoneId zone = zone();
      found += assertWalked(RandomCron.of(random, false), time(zone, 2 * 24 * 60), zone, walk);
    }
    assertTrue(found > 300, "found: " + found);
  }

  @Test
  void next_ofSixFields_isWhatAWalkBySecondsFinds() {
    CronWalk walk = new CronWalk(Duration.ofSeconds(1), 4 * 60 * 60);
    int found = 0;
    for (int round = 0; round < 100; round++) {
      ZoneId zone = zone();
      found += assertWalked(RandomCron.of(random, true), time(zone, 3 * 60), zone, walk);
    }
    assertTrue(found > 60, "found: " + found);
  }

  /** The next five runs, as far as the walk goes; gives how many it has found. */
  private static int assertWalked(RandomCron cron, Instant begin, ZoneId zone, CronWalk walk) {
    CronExpression expression = CronExpression.parse(cron.text());
    Instant from = begin;
    for (int found = 0; found < 5; found++) {
      String of = cron.text() + " after " + from + " in " + zone;
      Optional<Instant> walked = walk.first(cron, from, zone.getRules());
      Optional<Instant> next = expression.next(from, false, zone);
      if (walked.isEmpty()) {
        assertTrue(next.isEmpty() || next.get().isAfter(walk.end(from)), of + " was " + next);
        return found;
      }
      assertEquals(walked, next, of);
      from = walked.get();
    }
    return 5;
  }

  @Test
  void next_isLater_andIsItselfWhenItMayBe() {
    for (int round = 0; round < 2_000; round++) {
      ZoneId zone = zone();
      String text = RandomCron.of(random, random.nextBoolean()).text();
      CronExpression cron = CronExpression.parse(text);
      Instant from = time(zone, 2 * 24 * 60).plusNanos(random.nextInt(2_000_000_000));

      cron.next(from, false, zone)
          .ifPresent(
              next -> {
                assertTrue(next.isAfter(from), text + " after " + from + " was " + next);
                assertEquals(Optional.of(next), cron.next(next, true, zone), text);
                assertEquals(Optional.of(next), cron.next(next.minusNanos(1), false, zone), text);
              });
    }
  }

  @Test
  void parse_ofItsText_isTheSame() {
    for (int round = 0; round < 1_000; round++) {
      String text = RandomCron.of(random, random.nextBoolean()).text();
      CronExpression cron = CronExpression.parse(" " + text.replace(" ", "\t "));
      CronExpression again = CronExpression.parse(cron.toString());

      assertEquals(cron.toString(), again.toString());
      assertEquals(
          cron.next(EARLIEST, true, ZoneId.of("UTC")),
          again.next(EARLIEST, true, ZoneId.of("UTC")),
          text);
    }
  }

  @Test
  void parse_ofAMistypedText_givesAnExpressionOrRefusesIt() {
    int read = 0;
    for (int round = 0; round < 5_000; round++) {
      String text = mistyped(RandomCron.of(random, random.nextBoolean()).text());
      try {
        CronExpression.parse(text).next(EARLIEST, true, ZoneId.of("Europe/Berlin"));
        read++;
      } catch (CronError refused) {
        assertTrue(String.valueOf(refused.getMessage()).length() > 20, text);
      }
    }
    assertTrue(read > 200 && read < 4_800, "read: " + read);
  }

  /** Up to three characters are others. */
  private String mistyped(String text) {
    String characters = "0123456789*?/-,LW#SUNMONJANl @\t\n\u0131";
    StringBuilder mistyped = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      mistyped.setCharAt(
          random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
    }
    return mistyped.toString();
  }
}
