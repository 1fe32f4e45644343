package io.vedette.task.schedule;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import io.vedette.task.queue.QueueScripts;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of schedules. */
final class ScheduleScripts {
  private static final List<String> QUEUE = List.of(QueueScripts.READING.get(0));

  /** Sets a schedule. */
  static final Script SET = of("schedule-set", Effect.WRITES, QUEUE);

  /** Deletes a schedule. */
  static final Script DELETE = of("schedule-delete", Effect.WRITES, QUEUE);

  /** Pauses a schedule, or lets it go on. */
  static final Script PAUSE = of("schedule-pause", Effect.WRITES, QUEUE);

  /** Reads schedules. */
  static final Script READ = of("schedule-read", Effect.READS, QUEUE);

  /** Submits the tasks of those that are due. */
  static final Script FIRE =
      of(
          "schedule-fire",
          Effect.WRITES,
          Stream.concat(
                  QueueScripts.CHANGING.stream(),
                  Stream.of(QueueScripts.CHANGE, QueueScripts.SUBMIT))
              .toList());

  private ScheduleScripts() {}

  private static Script of(String name, Effect effect, List<String> preludes) {
    return Script.of(ScheduleScripts.class, name, effect, preludes);
  }
}
