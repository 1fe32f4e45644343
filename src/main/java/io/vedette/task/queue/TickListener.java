package io.vedette.task.queue;

import java.util.List;

/** Hears what ticks of this server find that others see to. It must not block. */
public interface TickListener {
  /**
   * Schedules of a queue are due. They are told of again, to whoever ticks then, until they say
   * when they are due next.
   */
  default void schedulesDue(QueueName queue, List<String> names) {}

  /** Batches of a queue were kept long enough and are gone. Nobody tells it again. */
  default void batchesGone(QueueName queue, List<String> names) {}
}
