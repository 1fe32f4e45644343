package io.vedette.cache.policy;

import io.vedette.config.Durations;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.redis.Durability;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The members of a policy's document, read one by one; what is wrong is told together. */
final class PolicyMembers {
  private final JsonObject document;
  private final List<InputError> errors = new ArrayList<>();

  PolicyMembers(JsonObject document) {
    this.document = document;
  }

  /** A duration in whole seconds. */
  Duration duration(String member, Duration absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    Optional<Duration> duration =
        JsonMembers.parsed(value)
            .filter(it -> it.equals(Duration.ofSeconds(it.toSeconds())))
            .filter(it -> it.compareTo(Policy.SHORTEST) >= 0)
            .filter(it -> it.compareTo(Policy.LONGEST) <= 0);
    if (duration.isEmpty()) {
      refuse(
          member,
          "is a duration in whole seconds from %s to %s; give %s"
              .formatted(Policy.SHORTEST, Policy.LONGEST, Durations.FORM));
    }
    return duration.orElse(absent);
  }

  /** A duration, or {@code null} for none. */
  Optional<Duration> optionalDuration(String member, Optional<Duration> absent) {
    if (!document.containsKey(member)) {
      return absent;
    }
    return document.isNull(member)
        ? Optional.empty()
        : Optional.of(duration(member, Policy.SHORTEST));
  }

  /** The same, with zero for none. */
  Duration durationOrZero(String member, Duration absent) {
    return optionalDuration(member, Optional.of(absent)).orElse(Duration.ZERO);
  }

  /** A text, or {@code null} for none. */
  Optional<String> optionalText(String member, Optional<String> absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    if (value != JsonValue.NULL && !(value instanceof JsonString)) {
      refuse(member, "is a string, or null");
    }
    return Optional.of(text(value)).filter(text -> !text.isEmpty());
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : "";
  }

  Durability durability(String member, Durability absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    Optional<Durability> durability = Durability.named(text(value));
    if (durability.isEmpty()) {
      refuse(member, "is 'none', 'replicated' or 'persisted'");
    }
    return durability.orElse(absent);
  }

  int number(String member, int least, int most, int absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    long number = wholeNumber(value);
    if (number < least || number > most) {
      refuse(member, "is a whole number from %d to %d".formatted(least, most));
      return absent;
    }
    return (int) number;
  }

  /** A number from 1 on, or {@code null} for none. */
  OptionalLong optionalNumber(String member, OptionalLong absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    long number = wholeNumber(value);
    if (value != JsonValue.NULL && (number < 1 || number > Capacity.MOST)) {
      refuse(member, "is a whole number from 1 to %d, or null".formatted(Capacity.MOST));
    }
    return value == JsonValue.NULL ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The number, or -1 when the value is none that fits. */
  private static long wholeNumber(JsonValue value) {
    return JsonMembers.whole(value).orElse(-1);
  }

  boolean flag(String member, boolean absent) {
    JsonValue value = document.get(member);
    if (value != null && value != JsonValue.TRUE && value != JsonValue.FALSE) {
      refuse(member, "is true or false");
    }
    return value == null ? absent : value == JsonValue.TRUE;
  }

  void refuse(String member, String allowed) {
    errors.add(InputError.pointer("/" + member, "'%s' %s".formatted(member, allowed)));
  }

  boolean areRight() {
    return errors.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws Failure malformed, with everything that is wrong
   */
  void refuseWrong() {
    if (!errors.isEmpty()) {
      throw Failure.malformed(
          errors.get(0), errors.subList(1, errors.size()).toArray(InputError[]::new));
    }
  }
}
