package io.vedette.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The text form of durations, the same in settings and in the API. */
public final class Durations {
  /** What the text form is, for messages. */
  public static final String FORM = "whole seconds (90) or ISO 8601 (PT1M30S)";

  private static final int LONGEST_TEXT = 40;

  private Durations() {}

  /**
   * Reads whole seconds or an ISO 8601 duration of days, hours, minutes and seconds.
   *
   * @return empty when the text is neither, not positive, or too large to count in milliseconds
   */
  public static Optional<Duration> parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      Duration duration =
          isNumber(text) ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
      return duration.toMillis() > 0 ? Optional.of(duration) : Optional.empty();
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
