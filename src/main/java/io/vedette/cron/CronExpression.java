package io.vedette.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When something runs, in the words of crontabs.
 *
 * <p>Five fields: minute, hour, day of month, month, day of week; or six, with the second before
 * them. In each stands {@code *} or {@code ?}, all values, with a step (<code>*&#47;15</code>) or
 * without, or a list of values, ranges ({@code 1-5}) and steps ({@code 1-30/5}, {@code 10/5}).
 * Months and days of the week have names of three letters, Sunday is 0 or 7, and a range goes on
 * past its end: {@code 22-3}.
 *
 * <p>The day of month may be {@code L}, the last one, {@code L-3}, three days before it, {@code
 * 15W}, the day from Monday to Friday that is nearest in the same month, or {@code LW}; the day of
 * week may be {@code 5L}, the last Friday, or {@code MON#1}, the first Monday. A day is meant when
 * it is in both fields.
 *
 * <p>Instead of fields: {@code @yearly} or {@code @annually}, {@code @monthly}, {@code @weekly},
 * {@code @daily} or {@code @midnight}, {@code @hourly}, {@code @every_minute},
 * {@code @every_second}.
 */
public final class CronExpression {
  private static final int LONGEST = 600;
  private static final Pattern ASCII = Pattern.compile("[\\t -~]*");
  private static final Pattern BLANKS = Pattern.compile("[\\t ]+");
  private static final Pattern INTERVAL = Pattern.compile("[*?/-]");

  private final String text;
  private final LocalSchedule schedule;
  private final boolean repeats;

  private CronExpression(String text, List<String> fields) {
    this.text = text;
    this.schedule = schedule(fields);
    this.repeats = fields.subList(0, 3).stream().anyMatch(INTERVAL.asPredicate());
  }

  /**
   * Reads an expression of at most 600 characters, which is more than all values of all fields.
   * Upper and lower case are the same.
   *
   * @throws CronError for anything else; the first field that is wrong is named
   */
  public static CronExpression parse(String text) {
    if (text.length() > LONGEST || !ASCII.matcher(text).matches()) {
      throw new CronError("an expression has at most %d characters of ASCII".formatted(LONGEST));
    }
    List<String> words = words(text.toUpperCase(Locale.ROOT));
    String plain = String.join(" ", words);
    return plain.startsWith("@")
        ? new CronExpression(plain.toLowerCase(Locale.ROOT), fields(words(Macro.fields(plain))))
        : new CronExpression(plain, fields(words));
  }

  private static List<String> words(String text) {
    return BLANKS.splitAsStream(text).filter(Predicate.not(String::isEmpty)).toList();
  }

  private static List<String> fields(List<String> words) {
    return switch (words.size()) {
      case 5 -> Stream.concat(Stream.of("0"), words.stream()).toList();
      case 6 -> words;
      default ->
          throw new CronError(
              "an expression has 5 or 6 fields, this one has %d".formatted(words.size()));
    };
  }

  private static LocalSchedule schedule(List<String> fields) {
    FieldValues seconds = CronField.SECOND.values(fields.get(0));
    FieldValues minutes = CronField.MINUTE.values(fields.get(1));
    FieldValues hours = CronField.HOUR.values(fields.get(2));
    MonthDays ofMonth = DayFields.ofMonth(fields.get(3));
    FieldValues months = CronField.MONTH.values(fields.get(4));
    MonthDays ofWeek = DayFields.ofWeek(fields.get(5));
    return new LocalSchedule(new TimesOfDay(hours, minutes, seconds), months, ofMonth.and(ofWeek));
  }

  /**
   * The first run after an instant.
   *
   * <p>What falls into a gap of the clock runs once, at the first instant after the gap. In an hour
   * that comes twice it runs in the first, and in both only with {@code *}, {@code ?}, a range or a
   * step in the second, minute or hour.
   *
   * @param from in the years 0 to 9999; runs are at whole seconds
   * @param inclusive whether a run at {@code from} itself counts
   * @param zone whose clock is meant
   * @return empty when there is never any, such as on 30 February; at most some hundred steps
   */
  public Optional<Instant> next(Instant from, boolean inclusive, ZoneId zone) {
    Instant second = from.truncatedTo(ChronoUnit.SECONDS);
    boolean counts = inclusive && second.equals(from);
    return new ZonedSchedule(schedule, repeats, zone.getRules())
        .first(counts ? second : second.plusSeconds(1));
  }

  /** The expression with one blank between its fields, names in upper and macros in lower case. */
  @Override
  public String toString() {
    return text;
  }
}
