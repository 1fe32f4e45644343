package io.vedette.cron;

import java.time.LocalTime;
import java.util.Optional;

/** The times of a day that an expression means, to the second. */
record TimesOfDay(FieldValues hours, FieldValues minutes, FieldValues seconds) {
  LocalTime first() {
    return LocalTime.of(hours.first(), minutes.first(), seconds.first());
  }

  /** The first that is not before this one; empty when there is none left in the day. */
  Optional<LocalTime> from(LocalTime time) {
    return inMinute(time).or(() -> inHour(time)).or(() -> afterHour(time));
  }

  private Optional<LocalTime> inMinute(LocalTime time) {
    return hours.has(time.getHour()) && minutes.has(time.getMinute())
        ? seconds.from(time.getSecond()).map(time::withSecond)
        : Optional.empty();
  }

  private Optional<LocalTime> inHour(LocalTime time) {
    return hours.has(time.getHour())
        ? minutes
            .from(time.getMinute() + 1)
            .map(minute -> LocalTime.of(time.getHour(), minute, seconds.first()))
        : Optional.empty();
  }

  private Optional<LocalTime> afterHour(LocalTime time) {
    return hours
        .from(time.getHour() + 1)
        .map(hour -> LocalTime.of(hour, minutes.first(), seconds.first()));
  }
}
