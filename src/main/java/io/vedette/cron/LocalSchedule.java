package io.vedette.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/** What an expression means by a clock on the wall that is never changed. */
record LocalSchedule(TimesOfDay times, FieldValues months, MonthDays days) {
  /** The first time from one on and before another: a step for each month between them. */
  Optional<LocalDateTime> first(LocalDateTime from, LocalDateTime before) {
    LocalDate day = from.toLocalDate();
    return today(from)
        .or(() -> firstDay(day.plusDays(1), before.toLocalDate()).map(this::firstOn))
        .filter(time -> time.isBefore(before));
  }

  private Optional<LocalDateTime> today(LocalDateTime from) {
    LocalDate day = from.toLocalDate();
    return (bits(YearMonth.from(day)) >> day.getDayOfMonth() & 1) == 1
        ? times.from(from.toLocalTime()).map(day::atTime)
        : Optional.empty();
  }

  private LocalDateTime firstOn(LocalDate day) {
    return day.atTime(times.first());
  }

  private Optional<LocalDate> firstDay(LocalDate from, LocalDate last) {
    YearMonth month = YearMonth.from(from);
    YearMonth end = YearMonth.from(last);
    long bits = bits(month) & -1L << from.getDayOfMonth();
    while (bits == 0 && month.isBefore(end)) {
      month = month.plusMonths(1);
      bits = bits(month);
    }
    return bits == 0
        ? Optional.empty()
        : Optional.of(month.atDay(Long.numberOfTrailingZeros(bits)));
  }

  private long bits(YearMonth month) {
    return months.has(month.getMonthValue()) ? days.in(month) : 0;
  }
}
