package io.vedette.task.schedule;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonMembers;
import io.vedette.task.life.NewTask;
import io.vedette.task.life.TaskRequest;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A schedule as its caller describes it.
 *
 * @param task that is submitted at each instant
 * @param overlap what happens when the one before has not ended
 * @param latest how late an instant may be fired
 * @param document what the caller has sent
 */
public record NewSchedule(
    Timing timing, NewTask task, Overlap overlap, Duration latest, JsonObject document) {
  /** What a schedule may say. */
  public static final List<String> MEMBERS =
      List.of("cron", "zone", "task", "overlap", "catchUp", "startDeadline");

  /** What its task may say: when it is due is up to the schedule. */
  private static final List<String> TASK =
      List.of(
          "queue",
          "type",
          "payload",
          "priority",
          "key",
          "timeout",
          "retry",
          "unique",
          "tags",
          "target");

  private static final Duration USUAL_LATEST = Duration.ofMinutes(1);
  private static final Duration EVER = Duration.ofDays(36_500);
  private static final Duration LONGEST = Duration.ofDays(366);

  /**
   * Reads a request.
   *
   * @throws io.vedette.failure.Failure malformed
   */
  public static NewSchedule of(JsonObject document, TaskConfig config, Instant now) {
    JsonMembers members = new JsonMembers(document, "", MEMBERS);
    Timing timing = Timing.of(members, now);
    if (!(document.get("task") instanceof JsonObject task)) {
      throw members.refused("task", "'task' is a task");
    }
    return new NewSchedule(
        timing,
        TaskRequest.inside(task, "/task", TASK, config),
        overlap(members),
        latest(members),
        document);
  }

  private static Overlap overlap(JsonMembers members) {
    String word = members.text("overlap").orElse(Overlap.SKIP.word());
    return Arrays.stream(Overlap.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> members.refused("overlap", "'overlap' is skip, allow or replace"));
  }

  /** Who catches up takes the last instant however late it is, unless it says. */
  private static Duration latest(JsonMembers members) {
    String catchUp = members.text("catchUp").orElse("none");
    if (!List.of("none", "one").contains(catchUp)) {
      throw members.refused("catchUp", "'catchUp' is none or one");
    }
    Optional<Duration> said = members.duration("startDeadline", LONGEST);
    return said.orElse(catchUp.equals("one") ? EVER : USUAL_LATEST);
  }

  /** Reads the definition of a schedule that is kept. */
  static NewSchedule stored(String definition, TaskConfig config) {
    try (JsonReader reader = JSON.createReader(new StringReader(definition))) {
      return of(reader.readObject(), config, Instant.EPOCH);
    }
  }

  /** Where the schedule is: in the queue of its task. */
  public QueueName queue() {
    return task.queue();
  }
}
