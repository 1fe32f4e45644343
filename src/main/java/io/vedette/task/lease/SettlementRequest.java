package io.vedette.task.lease;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonMembers;
import io.vedette.task.life.Payload;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Reads what a worker does with a lease: alone, or as an item of a batch. */
public final class SettlementRequest {
  /** What a heartbeat may say. */
  public static final List<String> HEARTBEAT = List.of("extend", "progress", "log");

  /** What a failure may say. */
  public static final List<String> FAIL = List.of("error", "retryable", "retryAfter");

  /** What a release may say. */
  public static final List<String> RELEASE = List.of("delay");

  private static final int LARGEST_TEXT = 1024;
  private static final int MOST_LINES = 100;
  private static final int LONGEST_LINE = 200;
  private static final Duration USUAL_EXTENSION = Duration.ofSeconds(30);
  private static final Duration LONGEST_EXTENSION = Duration.ofHours(12);
  private static final Duration LONGEST_DELAY = Duration.ofDays(366);

  private SettlementRequest() {}

  /** A sign of life. */
  public static Settlement heartbeat(LeaseId lease, JsonObject object, JsonMembers members) {
    Optional<String> progress =
        Optional.ofNullable(object.get("progress"))
            .map(value -> small(members, "progress", value.toString()));
    return Settlement.heartbeat(
        lease,
        members.duration("extend", LONGEST_EXTENSION).orElse(USUAL_EXTENSION),
        progress,
        members.has("log") ? lines(members) : List.of());
  }

  /** A line that is longer is cut off, and control characters in it are blanks. */
  private static List<String> lines(JsonMembers members) {
    return members.texts("log", MOST_LINES).stream()
        .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> cut(line, LONGEST_LINE))
        .toList();
  }

  /** An attempt that has failed. */
  public static Settlement fail(
      LeaseId lease, JsonObject object, JsonMembers members, RandomGenerator random) {
    String error = members.text("error").map(text -> cut(text, LARGEST_TEXT)).orElse("");
    boolean retryable = !object.containsKey("retryable") || members.flag("retryable");
    return Settlement.fail(
        lease, error, retryable, members.delay("retryAfter", LONGEST_DELAY), random);
  }

  /** A task that goes back. */
  public static Settlement release(LeaseId lease, JsonMembers members) {
    return Settlement.release(lease, members.delay("delay", LONGEST_DELAY).orElse(Duration.ZERO));
  }

  /** A task that is done. */
  public static Settlement complete(LeaseId lease, Optional<Payload> result, int most) {
    result
        .filter(it -> it.bytes().length > most)
        .ifPresent(
            it -> {
              throw Failure.of(Problem.TOO_LARGE, "A result has at most %d bytes.".formatted(most))
                  .with(Outcome.NOT_APPLIED);
            });
    return Settlement.complete(lease, result);
  }

  private static String small(JsonMembers members, String name, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_TEXT) {
      throw members.refused(name, "'%s' has at most %d bytes".formatted(name, LARGEST_TEXT));
    }
    return text;
  }

  /** Whoever fails or tells should not fail at that; half a character is none. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, most - (Character.isHighSurrogate(text.charAt(most - 1)) ? 1 : 0));
  }
}
