package io.vedette.task.queue;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.util.List;

/**
 * What a tick has done, and how the queue is then.
 *
 * @param next in which time the next one is needed
 * @param idle whether the queue has neither tasks nor settings
 * @param promoted tasks that were due and are ready now
 * @param lost leases that have ended without a word
 * @param expired tasks whose deadline has come
 * @param removed tasks that were kept long enough
 * @param schedules names of those that are due
 * @param batches names of those that were kept long enough
 */
record TickResult(
    Duration next,
    boolean idle,
    long promoted,
    long lost,
    long expired,
    long removed,
    QueueDepth depth,
    List<String> schedules,
    List<String> batches) {
  private static final Duration OF_AN_IDLE_QUEUE = Duration.ofSeconds(10);

  TickResult {
    schedules = List.copyOf(schedules);
    batches = List.copyOf(batches);
  }

  static TickResult of(List<Object> reply) {
    long next = Fields.number(reply.get(0));
    return new TickResult(
        next < 0 ? OF_AN_IDLE_QUEUE : Duration.ofMillis(next),
        next < 0,
        Fields.number(reply.get(1)),
        Fields.number(reply.get(2)),
        Fields.number(reply.get(3)),
        Fields.number(reply.get(4)),
        new QueueDepth(
            Duration.ofMillis(Fields.number(reply.get(5))),
            Fields.number(reply.get(6)),
            Fields.number(reply.get(7)),
            Fields.number(reply.get(8))),
        names(reply.get(9)),
        names(reply.get(10)));
  }

  private static List<String> names(Object list) {
    return ((List<?>) list).stream().map(Fields::text).toList();
  }
}
