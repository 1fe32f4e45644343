package io.vedette.task.life;

import io.vedette.redis.Fields;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task as it was at a moment.
 *
 * @param fields by name, as {@code queue.lua} tells them; what is usual is absent
 * @param progress what its worker has told last, a JSON text
 * @param attempts those that have ended: the first and the last 19, the oldest first
 * @param hasResult whether its worker has given one
 * @param log the last lines that its workers have told, the oldest first
 */
public record Task(
    TaskId id,
    Map<String, String> fields,
    Optional<String> progress,
    List<EndedAttempt> attempts,
    boolean hasResult,
    List<String> log) {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

  public Task {
    fields = Map.copyOf(fields);
    attempts = List.copyOf(attempts);
    log = List.copyOf(log);
  }

  /** Reads the reply of {@code task-read}; empty when there is no such task. */
  static Optional<Task> of(TaskId id, List<Object> reply) {
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    List<EndedAttempt> attempts = new ArrayList<>();
    ((List<?>) reply.get(2)).forEach(entry -> attempts.add(EndedAttempt.of(Fields.text(entry))));
    Optional<String> progress =
        Optional.of(Fields.text(reply.get(1))).filter(text -> !text.isEmpty());
    return Optional.of(
        new Task(
            id,
            fields(reply, 5),
            progress,
            attempts,
            Fields.number(reply.get(3)) == 1,
            ((List<?>) reply.get(4)).stream().map(Fields::text).toList()));
  }

  /** Reads an item of a list. */
  static Task listed(TaskId id, List<?> item) {
    return bare(id, fields(item, 1));
  }

  /** One of which nothing but its fields is known. */
  static Task bare(TaskId id, Map<String, String> fields) {
    return new Task(id, fields, Optional.empty(), List.of(), false, List.of());
  }

  private static Map<String, String> fields(List<?> flat, int from) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = from; i + 1 < flat.size(); i += 2) {
      fields.put(Fields.text(flat.get(i)), Fields.text(flat.get(i + 1)));
    }
    return fields;
  }

  /** What it is at the moment. */
  public TaskStatus status() {
    return TaskStatus.named(fields.getOrDefault("status", "")).orElseThrow();
  }

  /** Another with each change of it. */
  public String version() {
    return fields.getOrDefault("version", "0");
  }

  /** The name of the queue whose tasks it changes, if it is such work of the service. */
  public Optional<String> changedQueue() {
    return subject("task.");
  }

  /** The name of the cache that it changes, if it is such work of the service. */
  public Optional<String> changedCache() {
    return subject("cache.");
  }

  private Optional<String> subject(String kind) {
    boolean changes = id.queue().equals(QueueName.SYSTEM);
    return text("type").filter(type -> changes && type.startsWith(kind)).flatMap(it -> text("key"));
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  Optional<Long> number(String field) {
    return text(field).map(Long::valueOf);
  }

  Optional<Instant> instant(String field) {
    return number(field).map(Instant::ofEpochMilli);
  }

  /** For how long one attempt may take. */
  Duration timeout() {
    return number("timeout").map(Duration::ofMillis).orElse(USUAL_TIMEOUT);
  }
}
