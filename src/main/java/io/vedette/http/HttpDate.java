package io.vedette.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Dates of HTTP: RFC 9110, section 5.6.7. They are to the second, in GMT. */
public final class HttpDate {
  private static final int FIRST_YEAR_OF_TWO_DIGITS = 1970;

  /** The name of the day says nothing that the rest does not say, and is wrong at times. */
  private static final Set<TemporalField> TELLING =
      Set.of(
          ChronoField.YEAR,
          ChronoField.MONTH_OF_YEAR,
          ChronoField.DAY_OF_MONTH,
          ChronoField.HOUR_OF_DAY,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE);

  private static final DateTimeFormatter PREFERRED =
      robust(builder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"));

  /** With a year of two digits, which is one from 1970 to 2069. */
  private static final DateTimeFormatter RFC_850 =
      robust(
          builder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR_OF_TWO_DIGITS)
              .appendPattern(" HH:mm:ss 'GMT'"));

  private static final DateTimeFormatter ASCTIME =
      robust(builder().appendPattern("EEE MMM ppd HH:mm:ss uuuu"));

  private static final List<DateTimeFormatter> FORMS = List.of(PREFERRED, RFC_850, ASCTIME);

  private HttpDate() {}

  private static DateTimeFormatterBuilder builder() {
    return new DateTimeFormatterBuilder().parseCaseInsensitive();
  }

  private static DateTimeFormatter robust(DateTimeFormatterBuilder form) {
    return form.toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT)
        .withResolverFields(TELLING);
  }

  /** Reads the preferred form and both obsolete ones; empty when it is none of them. */
  public static Optional<Instant> parse(String text) {
    return FORMS.stream().flatMap(form -> parse(text.strip(), form).stream()).findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Writes the preferred form. */
  public static String format(Instant instant) {
    return PREFERRED.format(instant.atOffset(ZoneOffset.UTC));
  }
}
