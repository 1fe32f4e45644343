package io.vedette.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZonedScheduleTest {
  private static final FieldValues ALL = new FieldValues(-1);

  /** 492 months, and two more for each change of the clock. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Africa/Casablanca"})
  void first_ofWhatNeverComes_endsAfterSomeHundredSteps(String zone) {
    AtomicInteger months = new AtomicInteger();
    MonthDays never =
        month -> {
          months.incrementAndGet();
          return 0;
        };
    ZonedSchedule schedule =
        new ZonedSchedule(
            new LocalSchedule(new TimesOfDay(ALL, ALL, ALL), ALL, never),
            true,
            ZoneId.of(zone).getRules());

    assertEquals(Optional.empty(), schedule.first(Instant.parse("2026-11-30T00:00:00Z")));
    assertTrue(months.get() >= 492 && months.get() < 800, "months: " + months);
  }
}
