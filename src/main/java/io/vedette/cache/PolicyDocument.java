package io.vedette.cache;

import io.vedette.config.Durations;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy as a JSON document, in the API and in Redis: durations are whole seconds. */
final class PolicyDocument {
  /** What may be set. */
  static final List<String> MEMBERS =
      List.of("ttl", "maxTtl", "idle", "maxBytes", "public", "immortal", "conditional");

  private final JsonObject document;
  private final List<InputError> errors = new ArrayList<>();

  private PolicyDocument(JsonObject document) {
    this.document = document;
  }

  static JsonObjectBuilder of(Policy policy) {
    JsonObjectBuilder document =
        Json.createObjectBuilder()
            .add("ttl", policy.ttl().toSeconds())
            .add("maxTtl", policy.maxTtl().toSeconds());
    policy.idle().ifPresent(idle -> document.add("idle", idle.toSeconds()));
    return document
        .add("maxBytes", policy.maxBytes())
        .add("public", policy.shared())
        .add("immortal", policy.immortal())
        .add("conditional", policy.conditional());
  }

  /**
   * Reads a policy. Members that are not there are those of {@code common}; {@code "idle": null}
   * means no limit.
   *
   * @throws Failure malformed, with everything that is wrong
   */
  static Policy read(JsonObject document, Policy common) {
    return new PolicyDocument(document).read(common);
  }

  private Policy read(Policy common) {
    Policy policy =
        new Policy(
            duration("ttl", common.ttl()),
            duration("maxTtl", common.maxTtl()),
            idle(common.idle()),
            maxBytes(common.maxBytes()),
            flag("public", common.shared()),
            flag("immortal", common.immortal()),
            flag("conditional", common.conditional()));
    if (errors.isEmpty() && policy.ttl().compareTo(policy.maxTtl()) > 0) {
      refuse("ttl", "is %s, longer than 'maxTtl', %s".formatted(policy.ttl(), policy.maxTtl()));
    }
    if (!errors.isEmpty()) {
      InputError[] more = errors.subList(1, errors.size()).toArray(InputError[]::new);
      throw Failure.malformed(errors.get(0), more);
    }
    return policy;
  }

  private Optional<Duration> idle(Optional<Duration> absent) {
    if (!document.containsKey("idle")) {
      return absent;
    }
    return document.isNull("idle")
        ? Optional.empty()
        : Optional.of(duration("idle", Policy.SHORTEST));
  }

  private Duration duration(String member, Duration absent) {
    JsonValue value = document.get(member);
    if (value == null) {
      return absent;
    }
    Optional<Duration> duration =
        Durations.parse(text(value))
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

  private static String text(JsonValue value) {
    return value instanceof JsonString string
        ? string.getString()
        : value instanceof JsonNumber number ? number.toString() : "";
  }

  private int maxBytes(int absent) {
    JsonValue value = document.get("maxBytes");
    if (value == null) {
      return absent;
    }
    long number = wholeNumber(value);
    if (number < 1 || number > Policy.LARGEST) {
      refuse("maxBytes", "is a whole number from 1 to %d".formatted(Policy.LARGEST));
      return absent;
    }
    return (int) number;
  }

  /** The number, or -1 when the value is none that fits. */
  private static long wholeNumber(@Nullable JsonValue value) {
    try {
      return value instanceof JsonNumber number ? Long.parseLong(number.toString()) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private boolean flag(String member, boolean absent) {
    JsonValue value = document.get(member);
    if (value != null && value != JsonValue.TRUE && value != JsonValue.FALSE) {
      refuse(member, "is true or false");
    }
    return value == null ? absent : value == JsonValue.TRUE;
  }

  private void refuse(String member, String allowed) {
    errors.add(InputError.pointer("/" + member, "'%s' %s".formatted(member, allowed)));
  }
}
