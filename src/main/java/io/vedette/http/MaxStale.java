package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directive {@code max-stale} of a request, RFC 9111, section 5.2.1.2. */
public final class MaxStale {
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?i)(?:^|[,\\s])max-stale(?:=\"?(\\d{1,9})\"?)?(?=$|[,\\s])");

  /** However long it has been stale. */
  public static final Duration ANY = Duration.ofDays(36500);

  private MaxStale() {}

  /** How long an answer may have been stale: no time at all without the directive. */
  public static Duration of(HttpServletRequest request) {
    String control = String.join(",", Collections.list(request.getHeaders("Cache-Control")));
    Matcher matcher = DIRECTIVE.matcher(control);
    if (!matcher.find()) {
      return Duration.ZERO;
    }
    String seconds = matcher.group(1);
    return seconds == null ? ANY : Duration.ofSeconds(Long.parseLong(seconds));
  }
}
