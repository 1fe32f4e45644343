package io.vedette.task.schedule;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.redis.Fields;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskId;
import io.vedette.task.queue.QueueName;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule as it was at a moment.
 *
 * @param fields by name, as {@code queue.lua} tells them
 */
public record Schedule(String name, QueueName queue, Map<String, String> fields) {
  /** A task that there was no room for is nowhere. */
  private static final String FULL = "full";

  public Schedule {
    fields = Map.copyOf(fields);
  }

  /** Reads an item of the reply of {@code schedule-read}. */
  static Schedule of(QueueName queue, List<?> item) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 1; i + 1 < item.size(); i += 2) {
      fields.put(Fields.text(item.get(i)), Fields.text(item.get(i + 1)));
    }
    return new Schedule(Fields.text(item.get(0)), queue, fields);
  }

  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What it was set to, a JSON text. */
  public String definition() {
    return text("definition");
  }

  /** Whether it fires nothing until it is resumed. */
  public boolean isPaused() {
    return fields.containsKey("paused");
  }

  /** The instant that is due next; empty when there will be none. */
  Optional<Instant> next() {
    return Optional.of(text("next"))
        .filter(text -> !text.isEmpty())
        .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
  }

  /** As callers see it: what it was set to, and how it goes. */
  public JsonObject document() {
    JsonObjectBuilder document =
        JSON.createObjectBuilder().add("name", name).add("queue", queue.text());
    try (JsonReader reader = JSON.createReader(new StringReader(definition()))) {
      reader.readObject().forEach(document::add);
    }
    document.add("paused", isPaused());
    if (!isPaused()) {
      next().ifPresent(instant -> document.add("next", instant.toString()));
    }
    if (fields.containsKey("last")) {
      document.add("last", last());
    }
    return document.build();
  }

  private JsonObject last() {
    String[] parts = text("last").split(" ", 3);
    JsonObjectBuilder last =
        JSON.createObjectBuilder()
            .add("at", Instant.ofEpochMilli(Long.parseLong(parts[0])).toString())
            .add("outcome", parts[1]);
    if (!parts[2].isEmpty() && !parts[1].equals(FULL)) {
      last.add("task", TaskDocument.path(new TaskId(queue, parts[2])));
    }
    return last.build();
  }
}
