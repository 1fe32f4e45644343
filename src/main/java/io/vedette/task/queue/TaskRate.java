package io.vedette.task.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tasks may be begun: so many at once, and as many again within each window, little by
 * little.
 *
 * @param quantity from 1 to 1,000,000
 * @param window a second, a minute, an hour or a day
 */
public record TaskRate(long quantity, Duration window) {
  static final String FORM = "a number from 1 to 1000000 per s, m, h or d: 10/s, 600/m";

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5}|1000000)/([smhd])");
  private static final Map<String, Duration> WINDOWS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /** Reads the text form; empty when it is none. */
  public static Optional<TaskRate> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.ofNullable(WINDOWS.get(parts.group(2)))
            .map(window -> new TaskRate(Long.parseLong(parts.group(1)), window))
        : Optional.empty();
  }

  /** As callers write it. */
  String text() {
    return WINDOWS.entrySet().stream()
        .filter(unit -> unit.getValue().equals(window))
        .map(unit -> quantity + "/" + unit.getKey())
        .findFirst()
        .orElseThrow();
  }

  /** As scripts take it: the quantity and the milliseconds of the window. */
  String stored() {
    return quantity + " " + window.toMillis();
  }

  /** Reads what {@link #stored} gave. */
  static TaskRate stored(String text) {
    String[] parts = text.split(" ", 2);
    return new TaskRate(Long.parseLong(parts[0]), Duration.ofMillis(Long.parseLong(parts[1])));
  }
}
