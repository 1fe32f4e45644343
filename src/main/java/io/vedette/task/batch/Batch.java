package io.vedette.task.batch;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.redis.Fields;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskId;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch as it was at a moment.
 *
 * @param left how many of its tasks have not ended
 * @param fields by name, as {@code queue.lua} tells them
 */
public record Batch(String name, QueueName queue, long left, Map<String, String> fields) {
  private static final String PATH = "/api/v1/batches/";

  public Batch {
    fields = Map.copyOf(fields);
  }

  /** Where the batch is. */
  public static String path(String name) {
    return PATH + name;
  }

  /** Reads the reply of {@code batch-read}; empty when there is no such batch. */
  static Optional<Batch> of(String name, QueueName queue, List<Object> reply) {
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 1; i + 1 < reply.size(); i += 2) {
      fields.put(Fields.text(reply.get(i)), Fields.text(reply.get(i + 1)));
    }
    return Optional.of(new Batch(name, queue, Fields.number(reply.get(0)), fields));
  }

  /** {@code open}, {@code sealed} or {@code finished}. */
  public String state() {
    return fields.getOrDefault("state", "");
  }

  /** As callers see it. */
  public JsonObject document() {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("name", name)
            .add("queue", queue.text())
            .add("state", state())
            .add("created", instant("created").toString());
    if (fields.containsKey("ended")) {
      document.add("endedAt", instant("ended").toString());
    }
    JsonObjectBuilder tasks =
        JSON.createObjectBuilder().add("total", number("total")).add("unfinished", left);
    for (TaskStatus status : TaskStatus.values()) {
      if (number(status.word()) > 0 && status.isEnded()) {
        tasks.add(status.word(), number(status.word()));
      }
    }
    JsonObjectBuilder links = JSON.createObjectBuilder().add("self", path(name));
    link(links, "onFinished", "on_finished");
    link(links, "onFailed", "on_failed");
    return document.add("tasks", tasks).add("links", links).build();
  }

  private void link(JsonObjectBuilder links, String member, String field) {
    Optional.ofNullable(fields.get(field))
        .ifPresent(id -> links.add(member, TaskDocument.path(new TaskId(queue, id))));
  }

  private long number(String field) {
    return Long.parseLong(fields.getOrDefault(field, "0"));
  }

  private Instant instant(String field) {
    return Instant.ofEpochMilli(number(field));
  }
}
