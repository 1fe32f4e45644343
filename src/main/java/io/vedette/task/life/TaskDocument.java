package io.vedette.task.life;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.task.queue.TaskStatus;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;

/**
 * Tasks as JSON: what is usual or none is left out. As long as the version is the same, so is it.
 */
public final class TaskDocument {
  private static final String TASKS = "/api/v1/tasks/";

  private TaskDocument() {}

  /** Where the task is. */
  public static String path(TaskId id) {
    return TASKS + id.text();
  }

  /** A task, of which no member tells what is in its payload. */
  public static JsonObject of(Task task) {
    JsonObjectBuilder document = brief(task);
    task.text("retry").ifPresent(retry -> document.add("retry", retry(retry)));
    document.add("timeout", task.timeout().toSeconds());
    task.progress().ifPresent(text -> document.add("progress", parsed(text)));
    if (!task.log().isEmpty()) {
      document.add("log", JSON.createArrayBuilder(task.log()));
    }
    document.add("attempts", attempts(task));
    document.add("lostLeases", task.number("lost").orElse(0L));
    JsonObjectBuilder links = JSON.createObjectBuilder().add("self", path(task.id()));
    if (task.hasResult()) {
      links.add("result", path(task.id()) + "/result");
    }
    return document.add("links", links).build();
  }

  /** A task as an item of a list. */
  public static JsonObject listed(Task task) {
    return brief(task).build();
  }

  private static JsonObjectBuilder brief(Task task) {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("id", task.id().text())
            .add("queue", task.id().queue().text())
            .add("type", task.text("type").orElse(""))
            .add("status", task.status().word());
    task.text("reason").ifPresent(reason -> document.add("reason", reason));
    if (task.text("cancel").isPresent()) {
      document.add("cancelRequested", true);
    }
    task.text("key").ifPresent(key -> document.add("key", key));
    task.number("priority").ifPresent(priority -> document.add("priority", priority));
    task.text("tags").ifPresent(tags -> document.add("tags", texts(tags)));
    task.instant("created").ifPresent(at -> document.add("created", at.toString()));
    task.instant("at").ifPresent(at -> document.add(since(task.status()), at.toString()));
    task.instant("deadline").ifPresent(at -> document.add("deadline", at.toString()));
    task.instant("start_by").ifPresent(at -> document.add("startBy", at.toString()));
    task.text("batch").ifPresent(batch -> document.add("batch", batch));
    task.text("schedule")
        .map(ScheduledInstant::stored)
        .ifPresent(it -> document.add("schedule", it.document()));
    return document;
  }

  /** What the time of its status is called. */
  private static String since(TaskStatus status) {
    return switch (status) {
      case SCHEDULED, RETRYING -> "runAt";
      case QUEUED -> "readyAt";
      case RUNNING -> "leaseExpiresAt";
      default -> "endedAt";
    };
  }

  private static JsonArrayBuilder texts(String joined) {
    JsonArrayBuilder texts = JSON.createArrayBuilder();
    for (String text : joined.split(" ", -1)) {
      texts.add(text);
    }
    return texts;
  }

  private static JsonObjectBuilder retry(String stored) {
    String[] parts = stored.split(" ", 4);
    return JSON.createObjectBuilder()
        .add("attempts", Long.parseLong(parts[0]))
        .add("initial", seconds(parts[1]))
        .add("factor", new java.math.BigDecimal(parts[2]))
        .add("max", seconds(parts[3]));
  }

  private static long seconds(String millis) {
    return Duration.ofMillis(Long.parseLong(millis)).toSeconds();
  }

  /** Those that have ended without success; then the one that goes on, or has succeeded. */
  private static JsonArrayBuilder attempts(Task task) {
    JsonArrayBuilder attempts = JSON.createArrayBuilder();
    for (EndedAttempt attempt : task.attempts()) {
      attempts.add(
          attempt(attempt.fence(), attempt.worker(), attempt.started())
              .add("ended", attempt.ended().toString())
              .add("outcome", attempt.outcome())
              .add("error", attempt.error()));
    }
    if (task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.SUCCEEDED) {
      attempts.add(last(task));
    }
    return attempts;
  }

  private static JsonObjectBuilder last(Task task) {
    JsonObjectBuilder last =
        attempt(
            task.number("fence").orElse(0L),
            task.text("worker").orElse(""),
            task.instant("started").orElse(Instant.EPOCH));
    if (task.status() == TaskStatus.SUCCEEDED) {
      task.instant("at").ifPresent(at -> last.add("ended", at.toString()));
      last.add("outcome", TaskStatus.SUCCEEDED.word());
    }
    return last;
  }

  private static JsonObjectBuilder attempt(long fence, String worker, Instant started) {
    JsonObjectBuilder attempt = JSON.createObjectBuilder();
    if (!worker.isEmpty() && !worker.equals("-")) {
      attempt.add("worker", worker);
    }
    return attempt.add("fence", fence).add("started", started.toString());
  }

  private static JsonValue parsed(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }
}
