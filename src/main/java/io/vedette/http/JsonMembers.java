package io.vedette.http;

import io.vedette.config.Durations;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.failure.Suggestion;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The members of a JSON object of a request; what is wrong with one is named by its pointer. */
public final class JsonMembers {
  private static final BigDecimal MOST = BigDecimal.valueOf((1L << 53) - 1);

  private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}-");

  private final JsonObject object;
  private final String place;

  /**
   * Checks the names.
   *
   * @param place the pointer to the object; empty for a whole document
   * @param known the members that may be there
   */
  public JsonMembers(JsonObject object, String place, Collection<String> known) {
    this.object = object;
    this.place = place;
    for (String member : object.keySet()) {
      if (!known.contains(member)) {
        throw refused(
            member, "unknown member '%s': %s".formatted(member, Suggestion.among(known, member)));
      }
    }
  }

  /** Whether the member is there, be it null. */
  public boolean has(String name) {
    return object.containsKey(name);
  }

  /** A text, or empty when the member is absent. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(object.get(name))
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return text.getString();
              }
              throw refused(name, "'%s' is a string".formatted(name));
            });
  }

  /**
   * A whole number, or empty when the member is absent: up to 2^53 - 1 on both sides of zero, which
   * every reader of JSON has exactly (RFC 7493, section 2.2).
   */
  public OptionalLong integer(String name) {
    JsonValue value = object.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    OptionalLong number = whole(value);
    if (number.isEmpty()) {
      throw refused(name, "'%s' is a whole number from -(2^53-1) to 2^53-1".formatted(name));
    }
    return number;
  }

  /**
   * The number, however it is written: {@code 60.0} and {@code 6e1} are 60, RFC 8259, section 6.
   */
  public static OptionalLong whole(JsonValue value) {
    if (value instanceof JsonNumber json) {
      BigDecimal number = json.bigDecimalValue();
      if (number.abs().compareTo(MOST) <= 0 && number.stripTrailingZeros().scale() <= 0) {
        return OptionalLong.of(number.longValueExact());
      }
    }
    return OptionalLong.empty();
  }

  /** True or false; false when the member is absent. */
  public boolean flag(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.FALSE);
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw refused(name, "'%s' is true or false".formatted(name));
    }
    return value == JsonValue.TRUE;
  }

  /** A duration up to {@code longest}, as a number of seconds or as text; or empty when absent. */
  public Optional<Duration> duration(String name, Duration longest) {
    return Optional.ofNullable(object.get(name))
        .map(
            value ->
                parsed(value)
                    .filter(duration -> duration.compareTo(longest) <= 0)
                    .orElseThrow(
                        () ->
                            refused(
                                name,
                                "'%s' is %s, more than zero and at most %s"
                                    .formatted(name, Durations.FORM, longest))));
  }

  /** The same, and it may be none: {@code 0}, at once. */
  public Optional<Duration> delay(String name, Duration longest) {
    JsonValue value = object.get(name);
    return value != null && whole(value).equals(OptionalLong.of(0))
        ? Optional.of(Duration.ZERO)
        : duration(name, longest);
  }

  /** An instant (RFC 3339: its year has four digits), or empty when the member is absent. */
  public Optional<Instant> instant(String name) {
    return text(name)
        .map(
            text ->
                instantOf(text)
                    .orElseThrow(
                        () ->
                            refused(
                                name, "'%s' is an instant: 2026-01-31T12:00:00Z".formatted(name))));
  }

  private static Optional<Instant> instantOf(String text) {
    try {
      return FOUR_DIGITS.matcher(text).lookingAt()
          ? Optional.of(Instant.parse(text))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a duration; empty when the value is none. */
  public static Optional<Duration> parsed(JsonValue value) {
    OptionalLong seconds = whole(value);
    return Durations.parse(seconds.isPresent() ? Long.toString(seconds.getAsLong()) : plain(value));
  }

  /**
   * Refuses a list that is too long for one request: that is its size and not its form.
   *
   * @throws Failure {@link Problem#TOO_LARGE}
   */
  public void checkSize(String name, int most) {
    if (object.get(name) instanceof JsonArray array && array.size() > most) {
      throw Failure.of(
              Problem.TOO_LARGE,
              "%s has %d items, the limit is %d.".formatted(pointer(name), array.size(), most))
          .with(Outcome.NOT_APPLIED);
    }
  }

  /** The items of a list of 1 to {@code most}. */
  public List<JsonValue> items(String name, int most) {
    if (object.get(name) instanceof JsonArray array && !array.isEmpty() && array.size() <= most) {
      return array;
    }
    throw refused(name, "'%s' is a list of 1 to %d".formatted(name, most));
  }

  /** The texts of a list of 1 to {@code most}; what is no text is an empty one. */
  public List<String> texts(String name, int most) {
    List<String> texts = new ArrayList<>();
    items(name, most).forEach(item -> texts.add(plain(item)));
    return texts;
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : "";
  }

  /** The pointer to a member. */
  public String pointer(String name) {
    return place + "/" + Json.encodePointer(name);
  }

  /** The failure of a member. */
  public Failure refused(String name, String detail) {
    return Failure.malformed(InputError.pointer(pointer(name), detail));
  }

  /** The failure of the object as a whole. */
  public Failure refused(String detail) {
    return Failure.malformed(InputError.pointer(place, detail));
  }
}
