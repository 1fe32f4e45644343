package io.vedette.task.life;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonMembers;
import io.vedette.idempotency.Fingerprint;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task to submit, as its caller describes it.
 *
 * @param delay until it is due; empty with {@code runAt}, and when it is due at once
 * @param key those that share it take turns with others, and share limits
 * @param timeout of one attempt; empty for a minute
 * @param deadline when it ends in any case
 * @param idempotencyKey under which the same task is submitted once; only in a batch
 */
public record NewTask(
    QueueName queue,
    String type,
    Optional<Payload> payload,
    Optional<Duration> delay,
    Optional<Instant> runAt,
    int priority,
    Optional<String> key,
    Optional<Duration> timeout,
    Optional<Instant> deadline,
    RetryPolicy retry,
    Optional<Unique> unique,
    List<String> tags,
    Optional<String> idempotencyKey) {
  /** What a task may say. */
  public static final List<String> MEMBERS =
      List.of(
          "queue",
          "type",
          "payload",
          "delay",
          "runAt",
          "priority",
          "key",
          "timeout",
          "deadline",
          "retry",
          "unique",
          "tags");

  private static final Duration LONGEST_DELAY = Duration.ofDays(366);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
  private static final int MOST_TAGS = 10;
  private static final int PRIORITIES = 9;
  private static final String IDEMPOTENCY_KEY = "idempotencyKey";

  public NewTask {
    tags = List.copyOf(tags);
  }

  /** One that is due at once and as usual in everything else. */
  public static NewTask of(QueueName queue, String type, String key, Payload payload) {
    return new NewTask(
        queue,
        type,
        Optional.of(payload),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of(key),
        Optional.of(LONGEST_TIMEOUT),
        Optional.empty(),
        RetryPolicy.USUAL,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Reads a request. */
  public static NewTask of(JsonObject document, TaskConfig config) {
    return of(document, new JsonMembers(document, "", MEMBERS), config);
  }

  /**
   * Reads an item of a batch.
   *
   * @param place the pointer to it
   */
  public static NewTask of(JsonObject item, String place, TaskConfig config) {
    List<String> known = new ArrayList<>(MEMBERS);
    known.add(IDEMPOTENCY_KEY);
    return of(item, new JsonMembers(item, place, known), config);
  }

  private static NewTask of(JsonObject object, JsonMembers members, TaskConfig config) {
    Optional<Duration> delay = members.duration("delay", LONGEST_DELAY);
    if (delay.isPresent() && members.has("runAt")) {
      throw members.refused("runAt", "a task has 'delay' or 'runAt'");
    }
    return new NewTask(
        queue(members),
        visible(members, "type").orElseThrow(() -> members.refused("type", "a task has a 'type'")),
        Optional.ofNullable(object.get("payload")).map(it -> payload(members, it, config)),
        delay,
        instant(members, "runAt"),
        priority(members),
        visible(members, "key"),
        members.duration("timeout", LONGEST_TIMEOUT),
        instant(members, "deadline"),
        inside(object, members, "retry")
            .map(it -> RetryPolicy.of(it, members.pointer("retry")))
            .orElse(RetryPolicy.USUAL),
        inside(object, members, "unique").map(it -> Unique.of(it, members.pointer("unique"))),
        members.has("tags") ? tags(members) : List.of(),
        members.has(IDEMPOTENCY_KEY) ? visible(members, IDEMPOTENCY_KEY) : Optional.empty());
  }

  private static QueueName queue(JsonMembers members) {
    String name = members.text("queue").orElse(QueueName.USUAL.text());
    if (!QueueName.isName(name) || name.equals(QueueName.SYSTEM.text())) {
      throw members.refused("queue", "'queue' is [a-z0-9][a-z0-9._-]{0,63}, lower case only");
    }
    return new QueueName(name);
  }

  private static Payload payload(JsonMembers members, JsonValue value, TaskConfig config) {
    Payload payload = Payload.of(members, "payload", value);
    if (payload.bytes().length > config.maxPayloadBytes()) {
      throw Failure.of(
              Problem.TOO_LARGE,
              "%s has %d bytes, the limit is %d."
                  .formatted(
                      members.pointer("payload"), payload.bytes().length, config.maxPayloadBytes()))
          .with(Outcome.NOT_APPLIED);
    }
    return payload;
  }

  private static int priority(JsonMembers members) {
    long priority = members.integer("priority").orElse(0);
    if (Math.abs(priority) > PRIORITIES) {
      throw members.refused("priority", "'priority' is a whole number from -9 to 9");
    }
    return (int) priority;
  }

  private static Optional<Instant> instant(JsonMembers members, String name) {
    return members
        .text(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw members.refused(
                    name, "'%s' is an instant: 2026-01-31T12:00:00Z".formatted(name));
              }
            });
  }

  private static Optional<JsonObject> inside(JsonObject object, JsonMembers members, String name) {
    return Optional.ofNullable(object.get(name))
        .map(
            value -> {
              if (value instanceof JsonObject inner) {
                return inner;
              }
              throw members.refused(name, "'%s' is an object".formatted(name));
            });
  }

  private static Optional<String> visible(JsonMembers members, String name) {
    return members.text(name).map(text -> Visible.checked(members, name, text));
  }

  private static List<String> tags(JsonMembers members) {
    return members.texts("tags", MOST_TAGS).stream()
        .map(tag -> Visible.checked(members, "tags", tag))
        .distinct()
        .toList();
  }

  /** What it is that is the same when it comes again under its idempotency key. */
  String fingerprint() {
    return new Fingerprint()
        .with(fields().toString())
        .with(delay + " " + runAt)
        .with(unique.toString())
        .with(payload.map(Payload::stored).orElse(new byte[0]))
        .brief();
  }

  /** Its fields as they are in Redis, but those that submitting it decides. */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("type", type);
    key.ifPresent(it -> fields.put("key", it));
    if (priority != 0) {
      fields.put("priority", Integer.toString(priority));
    }
    timeout.ifPresent(it -> fields.put("timeout", Long.toString(it.toMillis())));
    deadline.ifPresent(it -> fields.put("deadline", Long.toString(it.toEpochMilli())));
    if (!retry.stored().isEmpty()) {
      fields.put("retry", retry.stored());
    }
    if (!tags.isEmpty()) {
      fields.put("tags", String.join(" ", tags));
    }
    return fields;
  }
}
