package io.vedette.task.life;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What a task is there for: one instant of a schedule.
 *
 * @param schedule its name
 * @param at when it was due, whenever it was fired
 */
public record ScheduledInstant(String schedule, Instant at) {
  /** Reads the field of a task. */
  public static ScheduledInstant stored(String text) {
    int blank = text.indexOf(' ');
    return new ScheduledInstant(
        text.substring(0, blank), Instant.ofEpochMilli(Long.parseLong(text.substring(blank + 1))));
  }

  /** As callers see it. */
  public JsonObject document() {
    return JSON.createObjectBuilder().add("name", schedule).add("at", at.toString()).build();
  }
}
