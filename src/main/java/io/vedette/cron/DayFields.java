package io.vedette.cron;

import static io.vedette.cron.CronField.DAY_OF_MONTH;
import static io.vedette.cron.CronField.DAY_OF_WEEK;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two fields of days, which know more than lists: {@code L}, {@code W}, {@code #}. */
final class DayFields {
  private static final Pattern BEFORE_LAST = Pattern.compile("L(?:-(\\w+?))?(W?)");
  private static final Pattern NEAREST = Pattern.compile("(\\w+)W");
  private static final Pattern LAST_WEEKDAY = Pattern.compile("(\\w+)L");
  private static final Pattern NUMBERED = Pattern.compile("(\\w+)#(\\w+)");
  private static final int MOST_DAYS = 30;
  private static final int MOST_WEEKDAYS = 5;

  private DayFields() {}

  /** The last day ({@code L}, {@code L-3}), the working day nearest to one, or a list. */
  static MonthDays ofMonth(String text) {
    Matcher last = BEFORE_LAST.matcher(text);
    if (last.matches()) {
      MonthDays day =
          MonthDays.beforeLast(
              last.group(1) == null
                  ? 0
                  : DAY_OF_MONTH.number(last.group(1), 0, MOST_DAYS, "a number of days"));
      return last.group(2).isEmpty() ? day : day.nearestWorkingDay();
    }
    Matcher nearest = NEAREST.matcher(text);
    if (nearest.matches()) {
      int day = DAY_OF_MONTH.value(nearest.group(1));
      return MonthDays.listed(new FieldValues(1L << day)).nearestWorkingDay();
    }
    return MonthDays.listed(DAY_OF_MONTH.values(text));
  }

  /** The last of a day of the week, the one with a number, or a list. */
  static MonthDays ofWeek(String text) {
    Matcher last = LAST_WEEKDAY.matcher(text);
    if (last.matches()) {
      return MonthDays.lastWeekday(DAY_OF_WEEK.value(last.group(1)));
    }
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      return MonthDays.numbered(
          DAY_OF_WEEK.value(numbered.group(1)),
          DAY_OF_WEEK.number(numbered.group(2), 1, MOST_WEEKDAYS, "a number"));
    }
    return MonthDays.weekdays(DAY_OF_WEEK.values(text));
  }
}
