package io.vedette.task.system;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonMembers;
import io.vedette.task.life.TaskFilter;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks of a queue are changed together.
 *
 * @param filters one after the other; a task is one of those that any of them names
 * @param before only those that were created before
 */
public record BulkFilter(QueueName queue, List<TaskFilter> filters, Instant before) {
  /** What a request may say. */
  public static final List<String> MEMBERS =
      List.of("queue", "status", "type", "key", "tag", "before");

  private static final String STATUSES = "statuses";
  private static final List<TaskStatus> WAITING =
      List.of(TaskStatus.QUEUED, TaskStatus.SCHEDULED, TaskStatus.RETRYING);

  public BulkFilter {
    filters = List.copyOf(filters);
  }

  /**
   * Reads a request.
   *
   * @param now what comes later is not changed
   */
  public static BulkFilter of(JsonObject document, Instant now) {
    JsonMembers members = new JsonMembers(document, "", MEMBERS);
    String queue = members.text("queue").orElse(QueueName.USUAL.text());
    if (!QueueName.isName(queue)) {
      throw members.refused("queue", "'queue' is the name of a queue");
    }
    TaskFilter filter =
        new TaskFilter(
            members.text("status").map(word -> status(members, word)),
            members.text("type"),
            members.text("key"),
            members.text("tag"));
    Instant before = members.instant("before").orElse(now);
    return new BulkFilter(new QueueName(queue), List.of(filter), before);
  }

  private static TaskStatus status(JsonMembers members, String word) {
    return TaskStatus.named(word)
        .orElseThrow(() -> members.refused("status", "'status' is that of a task"));
  }

  /** All tasks of a queue that nobody works on. */
  public static BulkFilter waiting(QueueName queue, Instant now) {
    return new BulkFilter(queue, WAITING.stream().map(TaskFilter::of).toList(), now);
  }

  /** Reads what {@link #document} gave. */
  static BulkFilter stored(JsonObject document) {
    QueueName queue = new QueueName(document.getString("queue"));
    Instant before = Instant.parse(document.getString("before"));
    List<TaskFilter> filters = new ArrayList<>();
    for (JsonString status : document.getJsonArray(STATUSES).getValuesAs(JsonString.class)) {
      filters.add(
          new TaskFilter(
              TaskStatus.named(status.getString()),
              text(document, "type"),
              text(document, "key"),
              text(document, "tag")));
    }
    return new BulkFilter(queue, filters, before);
  }

  private static Optional<String> text(JsonObject document, String name) {
    return Optional.ofNullable(document.getString(name, null));
  }

  /** As it is kept with its task. */
  public JsonObject document() {
    JsonObjectBuilder document = JSON.createObjectBuilder().add("queue", queue.text());
    TaskFilter first = filters.get(0);
    first.type().ifPresent(it -> document.add("type", it));
    first.key().ifPresent(it -> document.add("key", it));
    first.tag().ifPresent(it -> document.add("tag", it));
    var statuses = JSON.createArrayBuilder();
    filters.forEach(filter -> statuses.add(filter.status().map(TaskStatus::word).orElse("")));
    return document.add(STATUSES, statuses).add("before", before.toString()).build();
  }
}
