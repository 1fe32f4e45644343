package io.vedette.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number of seconds in a field: RFC 9111, section 1.2.2. What does not fit is 2^31. */
public final class DeltaSeconds {
  /** The largest. */
  public static final Duration MOST = Duration.ofSeconds(1L << 31);

  private static final Pattern DIGITS = Pattern.compile("0*+([0-9]*)");
  private static final int FIT = 10;

  private DeltaSeconds() {}

  /** Reads one; empty when it is no whole number, or negative. */
  public static Optional<Duration> parse(String text) {
    var digits = DIGITS.matcher(text);
    return text.isEmpty() || !digits.matches()
        ? Optional.empty()
        : Optional.of(clamped(digits.group(1)));
  }

  private static Duration clamped(String digits) {
    if (digits.length() > FIT) {
      return MOST;
    }
    Duration said = Duration.ofSeconds(digits.isEmpty() ? 0 : Long.parseLong(digits));
    return said.compareTo(MOST) > 0 ? MOST : said;
  }
}
