package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives of {@code Cache-Control}, of a request or of an answer: RFC 9111, section 5.2. Of
 * a directive that stands there twice the first counts.
 */
public final class CacheControl {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "([!#$%&'*+.^_`|~0-9A-Za-z-]++)(?:=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+)))?+");

  /** However long it has been stale. */
  public static final Duration ANY_TIME = DeltaSeconds.MOST;

  private final Map<String, String> directives = new HashMap<>();

  private CacheControl(String value) {
    Matcher directive = DIRECTIVE.matcher(value);
    while (directive.find()) {
      String quoted = directive.group(2);
      String plain = directive.group(3);
      directives.putIfAbsent(
          directive.group(1).toLowerCase(Locale.ROOT),
          quoted != null ? quoted : plain == null ? "" : plain);
    }
  }

  /** Reads the field of a request. */
  public static CacheControl of(HttpServletRequest request) {
    return of(Collections.list(request.getHeaders("Cache-Control")));
  }

  /** Reads all lines of the field; what is not a directive is passed over. */
  public static CacheControl of(List<String> lines) {
    return new CacheControl(String.join(",", lines));
  }

  /** Whether there is no directive at all. */
  public boolean isEmpty() {
    return directives.isEmpty();
  }

  /** Whether the directive stands there, with a value or without. */
  public boolean has(String directive) {
    return directives.containsKey(directive);
  }

  /**
   * The value of a directive in seconds; empty when it does not stand there; nothing at all when
   * its value is not a number, because that is how an answer counts as stale.
   */
  public Optional<Duration> seconds(String directive) {
    return Optional.ofNullable(directives.get(directive))
        .map(value -> DeltaSeconds.parse(value).orElse(Duration.ZERO));
  }

  /** How long an answer may have been stale: {@code max-stale} without a value is any time. */
  public Duration maxStale() {
    String value = directives.get("max-stale");
    return "".equals(value) ? ANY_TIME : seconds("max-stale").orElse(Duration.ZERO);
  }
}
