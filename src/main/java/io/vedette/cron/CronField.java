package io.vedette.cron;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a cron expression, in their order; texts are in upper case. */
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("dayOfMonth", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  /** Sunday is 0 and 7. */
  DAY_OF_WEEK("dayOfWeek", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private static final Pattern ALL = Pattern.compile("[*?](?:/(.*))?");
  private static final Pattern ITEM = Pattern.compile("(\\w+)(?:-(\\w+))?(?:/(\\w+))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern NAME = Pattern.compile("[A-Z]{3}");
  private static final int NAME_AND_SPACE = 4;

  private final String label;
  private final int first;
  private final int last;
  private final String names;

  CronField(String label, int first, int last, String names) {
    this.label = label;
    this.first = first;
    this.last = last;
    this.names = names;
  }

  /** What errors call it. */
  String label() {
    return label;
  }

  /**
   * Reads all values, or a list of values, ranges and steps.
   *
   * @throws CronError for anything else
   */
  FieldValues values(String text) {
    Matcher all = ALL.matcher(text);
    if (all.matches()) {
      return new FieldValues(range(first, last, step(all.group(1))));
    }
    long bits = 0;
    for (String item : text.split(",", -1)) {
      bits |= item(item);
    }
    return new FieldValues(bits);
  }

  private long item(String text) {
    Matcher parts = ITEM.matcher(text);
    if (!parts.matches()) {
      throw refused(text, "a value, a range (1-5) or a step (*/5, 1-30/5)");
    }
    int low = value(parts.group(1));
    int step = step(parts.group(3));
    if (parts.group(2) != null) {
      return range(low, value(parts.group(2)), step);
    }
    return range(low, parts.group(3) == null ? low : last, step);
  }

  /** From low to high by steps; past the end it goes on at the beginning. */
  private long range(int low, int high, int step) {
    int size = this == DAY_OF_WEEK ? 7 : last - first + 1;
    int end = high < low ? high + size : high;
    long bits = 0;
    for (int value = low; value <= end; value += step) {
      bits |= 1L << (value > last ? value - size : value);
    }
    return bits;
  }

  private int step(@Nullable String text) {
    return text == null ? 1 : number(text, 1, last, "a step");
  }

  /** Reads one value, be it a name. */
  int value(String text) {
    int name = NAME.matcher(text).matches() ? names.indexOf(text) : -1;
    String kind = names.isEmpty() ? "a number" : "one of " + names + " or a number";
    return name < 0 ? number(text, first, last, kind) : first + name / NAME_AND_SPACE;
  }

  /** Reads a number of one or two digits, which is called so when it is refused. */
  int number(String text, int least, int most, String kind) {
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw refused(text, "%s from %d to %d".formatted(kind, least, most));
    }
    return number;
  }

  private CronError refused(String text, String allowed) {
    return new CronError(this, "'%s' is not %s".formatted(text, allowed));
  }
}
