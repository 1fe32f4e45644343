package io.vedette.task.queue;

import io.vedette.redis.Fields;
import java.time.Duration;
import java.util.List;

/**
 * What a tick has done.
 *
 * @param next in which time the next one is needed
 * @param idle whether the queue has no task at all
 * @param lag for how long the queued task has waited that has waited longest
 * @param promoted tasks that were due and are ready now
 * @param lost leases that have ended without a word
 * @param expired tasks whose deadline has come
 * @param removed tasks that were kept long enough
 */
record TickResult(
    Duration next,
    boolean idle,
    Duration lag,
    long promoted,
    long lost,
    long expired,
    long removed) {
  private static final Duration OF_AN_IDLE_QUEUE = Duration.ofSeconds(1);

  static TickResult of(List<Object> reply) {
    long next = Fields.number(reply.get(0));
    return new TickResult(
        next < 0 ? OF_AN_IDLE_QUEUE : Duration.ofMillis(next),
        next < 0,
        Duration.ofMillis(Fields.number(reply.get(1))),
        Fields.number(reply.get(2)),
        Fields.number(reply.get(3)),
        Fields.number(reply.get(4)),
        Fields.number(reply.get(5)));
  }
}
