package io.vedette.task.life;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonMembers;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what callers want to submit. */
public final class TaskRequest {
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
          "startBy",
          "retry",
          "unique",
          "tags",
          "batch",
          "target");

  private static final Duration LONGEST_DELAY = Duration.ofDays(366);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
  private static final int MOST_TAGS = 10;
  private static final int PRIORITIES = 9;
  private static final String IDEMPOTENCY_KEY = "idempotencyKey";

  private TaskRequest() {}

  /** Reads a request. */
  public static NewTask of(JsonObject document, TaskConfig config) {
    return of(document, new JsonMembers(document, "", MEMBERS), config);
  }

  /**
   * Reads a task that is part of a document.
   *
   * @param place the pointer to it
   * @param known what it may say, of {@link #MEMBERS}
   */
  public static NewTask inside(
      JsonObject object, String place, List<String> known, TaskConfig config) {
    return of(object, new JsonMembers(object, place, known), config);
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
    Optional<TaskTarget> target =
        inside(object, members, "target").map(it -> TaskTarget.of(it, members.pointer("target")));
    Optional<Duration> delay = members.delay("delay", LONGEST_DELAY);
    if (delay.isPresent() && members.has("runAt")) {
      throw members.refused("runAt", "a task has 'delay' or 'runAt'");
    }
    return new NewTask(
        queue(members, target, config),
        visible(members, "type").orElseThrow(() -> members.refused("type", "a task has a 'type'")),
        Optional.ofNullable(object.get("payload")).map(it -> payload(members, it, config)),
        delay,
        members.instant("runAt"),
        priority(members),
        visible(members, "key"),
        members.duration("timeout", LONGEST_TIMEOUT),
        members.instant("deadline"),
        members.instant("startBy"),
        inside(object, members, "retry")
            .map(it -> RetryPolicy.of(it, members.pointer("retry")))
            .orElse(RetryPolicy.USUAL),
        inside(object, members, "unique").map(it -> Unique.of(it, members.pointer("unique"))),
        members.has("tags") ? tags(members) : List.of(),
        members.text("batch").map(name -> QueueName.checked(members, "batch", name)),
        target,
        members.has(IDEMPOTENCY_KEY) ? visible(members, IDEMPOTENCY_KEY) : Optional.empty());
  }

  /** That of its target, if it says how it is delivered. */
  private static QueueName queue(
      JsonMembers members, Optional<TaskTarget> target, TaskConfig config) {
    String usual = target.map(TaskTarget::name).orElse(QueueName.USUAL.text());
    String name = members.text("queue").orElse(usual);
    if (!QueueName.isName(name) || name.equals(QueueName.SYSTEM.text())) {
      throw members.refused("queue", "'queue' is [a-z0-9][a-z0-9._-]{0,63}, lower case only");
    }
    if (target.isPresent() && !name.equals(usual)) {
      throw members.refused("queue", "a task with a 'target' is in the queue of that name");
    }
    if (target.isPresent() && !config.targets().contains(name)) {
      throw members.refused("target", "there is no target '%s'".formatted(name));
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
}
