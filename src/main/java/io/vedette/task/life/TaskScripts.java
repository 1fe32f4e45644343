package io.vedette.task.life;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import io.vedette.task.queue.QueueScripts;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of tasks. */
final class TaskScripts {
  private static final String SELECT = "select";

  /** Submits tasks. */
  static final Script SUBMIT =
      Script.of(
          TaskScripts.class,
          "task-submit",
          Effect.WRITES,
          and(QueueScripts.CHANGING, QueueScripts.SUBMIT));

  /** Reads a task. */
  static final Script READ =
      Script.of(TaskScripts.class, "task-read", Effect.SLIDES, QueueScripts.READING);

  /** Reads the result of a task. */
  static final Script RESULT =
      Script.of(TaskScripts.class, "task-result", Effect.READS, QueueScripts.READING);

  /** Cancels, retries or deletes a task. */
  static final Script CHANGE =
      Script.of(
          TaskScripts.class,
          "task-change",
          Effect.WRITES,
          and(QueueScripts.CHANGING, QueueScripts.CHANGE));

  /** Lists tasks. */
  static final Script LIST =
      Script.of(TaskScripts.class, "task-list", Effect.READS, and(QueueScripts.READING, SELECT));

  /** Changes a slice of those that a filter names. */
  static final Script SLICE =
      Script.of(
          TaskScripts.class,
          "task-slice",
          Effect.WRITES,
          and(QueueScripts.CHANGING, SELECT, QueueScripts.CHANGE));

  private TaskScripts() {}

  private static List<String> and(List<String> preludes, String... more) {
    return Stream.concat(preludes.stream(), Stream.of(more)).toList();
  }
}
