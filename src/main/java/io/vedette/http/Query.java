package io.vedette.http;

import io.vedette.config.Durations;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Suggestion;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query of a request, read strictly: an unknown parameter, one given twice, and a value out of
 * its range are malformed and named. A mistyped {@code ttl} must not store an immortal entry.
 */
public final class Query {
  private static final Query EMPTY = new Query(Map.of());

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /** Reads the query; only the {@code known} parameters may be there. */
  public static Query of(HttpServletRequest request, Collection<String> known) {
    String raw = request.getQueryString();
    return raw == null || raw.isEmpty() ? EMPTY : parse(raw, known);
  }

  /** Refuses any parameter. */
  public static void none(HttpServletRequest request) {
    of(request, List.of());
  }

  private static Query parse(String raw, Collection<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!known.contains(name)) {
        throw refused(
            name, "unknown parameter '%s': %s".formatted(name, Suggestion.among(known, name)));
      }
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw refused(name, "'%s' is given twice".formatted(name));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    byte[] bytes =
        PercentEncoding.decode(text.replace('+', ' '))
            .filter(PercentEncoding::isUtf8)
            .orElseThrow(() -> refused(text, "the query is not percent-encoded UTF-8"));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Failure refused(String name, String detail) {
    return Failure.malformed(InputError.parameter(name, detail));
  }

  /** The value, or empty when the parameter is absent. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A whole number from {@code least} to {@code most}, or {@code absent}. */
  public int number(String name, int least, int most, int absent) {
    String text = values.get(name);
    if (text == null) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with what is allowed.
    }
    throw refused(name, "'%s' is a whole number from %d to %d".formatted(name, least, most));
  }

  /** A duration up to {@code longest}, or empty. */
  public Optional<Duration> duration(String name, Duration longest) {
    return text(name)
        .map(
            value ->
                Durations.parse(value)
                    .filter(duration -> duration.compareTo(longest) <= 0)
                    .orElseThrow(
                        () ->
                            refused(
                                name,
                                "'%s' is %s, more than zero and at most %s"
                                    .formatted(name, Durations.FORM, longest))));
  }
}
