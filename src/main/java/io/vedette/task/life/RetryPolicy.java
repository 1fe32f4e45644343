package io.vedette.task.life;

import io.vedette.http.JsonMembers;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * How often a task is tried, and how long after a failure again: a random part of {@code initial ×
 * factor^(failures - 1)}, at most {@code max}.
 *
 * @param attempts from 1 to 100
 * @param factor from 1 to 100
 */
record RetryPolicy(long attempts, Duration initial, BigDecimal factor, Duration max) {
  static final RetryPolicy USUAL =
      new RetryPolicy(5, Duration.ofSeconds(10), BigDecimal.valueOf(2), Duration.ofHours(1));

  private static final List<String> MEMBERS = List.of("attempts", "initial", "factor", "max");
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST = 100;

  /** Reads a member of a task; what is absent in it is usual. */
  static RetryPolicy of(JsonObject object, String place) {
    JsonMembers members = new JsonMembers(object, place, MEMBERS);
    long attempts = members.integer("attempts").orElse(USUAL.attempts);
    if (attempts < 1 || attempts > MOST) {
      throw members.refused("attempts", "'attempts' is a whole number from 1 to " + MOST);
    }
    return new RetryPolicy(
        attempts,
        members.duration("initial", LONGEST).orElse(USUAL.initial),
        factor(object, members),
        members.duration("max", LONGEST).orElse(USUAL.max));
  }

  private static BigDecimal factor(JsonObject object, JsonMembers members) {
    if (!members.has("factor")) {
      return USUAL.factor;
    }
    if (object.get("factor") instanceof JsonNumber number
        && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(MOST)) <= 0) {
      return number.bigDecimalValue();
    }
    throw members.refused("factor", "'factor' is a number from 1 to " + MOST);
  }

  /** As scripts take it; empty when it is usual. */
  String stored() {
    return equals(USUAL)
        ? ""
        : "%d %d %s %d"
            .formatted(attempts, initial.toMillis(), factor.toPlainString(), max.toMillis());
  }
}
