package io.vedette.cron;

import java.time.LocalDate;
import java.time.YearMonth;

/** Days by the rule of one field or both. */
@FunctionalInterface
interface MonthDays {
  /** A day in each week. */
  long WEEKS = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28;

  /** A bit for each of the days in this month, from 1 to 31; none when it has no such day. */
  long in(YearMonth month);

  /** These days of the month, as far as it has them. */
  static MonthDays listed(FieldValues days) {
    return month -> days.bits() & all(month);
  }

  /** So many days before the last one. */
  static MonthDays beforeLast(int days) {
    return month -> 1L << month.lengthOfMonth() >> days & all(month);
  }

  /** These days of the week: Sunday is 0 or 7. */
  static MonthDays weekdays(FieldValues weekdays) {
    return month -> {
      long bits = 0;
      for (int weekday = 0; weekday <= 7; weekday++) {
        bits |= weekdays.has(weekday) ? each(weekday, month) : 0;
      }
      return bits;
    };
  }

  /** The last of this day of the week. */
  static MonthDays lastWeekday(int weekday) {
    return month -> Long.highestOneBit(each(weekday, month));
  }

  /** The first to fifth of this day of the week. */
  static MonthDays numbered(int weekday, int number) {
    return month -> 1L << (first(weekday, month) + 7 * (number - 1)) & all(month);
  }

  /** Those that are meant here and there. */
  default MonthDays and(MonthDays other) {
    return month -> in(month) & other.in(month);
  }

  /** The day from Monday to Friday in the same month that is nearest to this one day. */
  default MonthDays nearestWorkingDay() {
    return month -> {
      long day = in(month);
      return day == 0
          ? 0
          : 1L << nearestWorkingDay(month.atDay(Long.numberOfTrailingZeros(day))).getDayOfMonth();
    };
  }

  private static LocalDate nearestWorkingDay(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.plusDays(day.getDayOfMonth() == 1 ? 2 : -1);
      case SUNDAY -> day.plusDays(day.getDayOfMonth() == day.lengthOfMonth() ? -2 : 1);
      default -> day;
    };
  }

  private static long all(YearMonth month) {
    return (1L << (month.lengthOfMonth() + 1)) - 2;
  }

  private static long each(int weekday, YearMonth month) {
    return WEEKS << first(weekday, month) & all(month);
  }

  private static int first(int weekday, YearMonth month) {
    int firstDay = month.atDay(1).getDayOfWeek().getValue();
    return 1 + Math.floorMod(weekday - firstDay, 7);
  }
}
