package io.vedette.quota;

import io.vedette.config.Durations;
import io.vedette.credential.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of one kind of work a caller may have done: so much at once, and as much again within
 * each window, little by little.
 *
 * @param scope the kind of work
 * @param unit what is counted
 * @param quantity of the unit, from 1 on
 * @param window whole seconds
 */
record Rate(Scope scope, Unit unit, long quantity, Duration window) {
  static final String FORM =
      "scope=requests/seconds or scope=bytesB/seconds: cache:read=1000/60, cache:write=10000000B/60";

  private static final Pattern TEXT = Pattern.compile("([a-z:]+)=([1-9]\\d{0,11})(B?)/(\\w+)");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** What is counted, by the names of draft-ietf-httpapi-ratelimit-headers. */
  enum Unit {
    /** Requests, as they come. */
    REQUESTS("", ""),
    /** Bytes of the content of requests and of their answers. */
    CONTENT_BYTES("-bytes", ";qu=\"content-bytes\"");

    private final String suffix;
    private final String parameter;

    Unit(String suffix, String parameter) {
      this.suffix = suffix;
      this.parameter = parameter;
    }
  }

  /** Reads the text form; empty when it is none. */
  static Optional<Rate> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Unit unit = parts.group(3).isEmpty() ? Unit.REQUESTS : Unit.CONTENT_BYTES;
    return Scope.named(parts.group(1))
        .flatMap(
            scope ->
                Durations.parse(parts.group(4))
                    .filter(Rate::isWindow)
                    .map(window -> new Rate(scope, unit, Long.parseLong(parts.group(2)), window)));
  }

  private static boolean isWindow(Duration window) {
    return window.equals(Duration.ofSeconds(window.toSeconds())) && window.compareTo(LONGEST) <= 0;
  }

  /** Its name in header fields, problem documents, metrics and keys. */
  String name() {
    return scope.text() + unit.suffix;
  }

  /** Its item of {@code RateLimit-Policy}. */
  String policy() {
    return "\"%s\";q=%d%s;w=%d".formatted(name(), quantity, unit.parameter, window.toSeconds());
  }
}
