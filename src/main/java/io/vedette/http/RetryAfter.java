package io.vedette.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When to come again: {@code Retry-After} of RFC 9110, section 10.2.3. */
public final class RetryAfter {
  /** The longest that is believed. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * For how long a server wants to be left alone, a day at most; nothing when the date has passed.
   *
   * @param lines of the field
   * @param generated when the answer was, by the clock of the server if it says so
   * @return empty when there is not exactly one line, or nothing in it that can be read
   */
  public static Optional<Duration> read(List<String> lines, Instant generated) {
    return Optional.of(lines)
        .filter(any -> lines.size() == 1)
        .flatMap(any -> waiting(lines.get(0), generated))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> waiting(String text, Instant generated) {
    return DeltaSeconds.parse(text)
        .or(
            () ->
                HttpDate.parse(text)
                    .map(at -> Duration.between(generated, at))
                    .map(wait -> wait.isNegative() ? Duration.ZERO : wait));
  }
}
