package io.vedette.task.queue;

import io.vedette.metrics.Measurements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Shows how full queues are, as this server has seen them last: each server shows the same, which
 * is not to be added up. Of more queues than are shown the later ones are not.
 */
final class QueueMetrics {
  private static final int MOST_QUEUES = 200;
  private static final double MILLIS = 1000;

  private final Measurements measurements;
  private final Map<QueueName, QueueDepth> depths = new ConcurrentHashMap<>();

  QueueMetrics(Measurements measurements) {
    this.measurements = measurements;
    ticked(new TickResult(Duration.ZERO, true, 0, 0, 0, 0, QueueDepth.NONE, List.of(), List.of()));
  }

  /** A queue was ticked. */
  TickResult ticked(QueueName queue, TickResult done) {
    ticked(done);
    if (depths.containsKey(queue) || depths.size() < MOST_QUEUES) {
      if (depths.put(queue, done.depth()) == null) {
        show(queue);
      }
    }
    return done;
  }

  /** Those that are not ticked any more are as empty as they were then. */
  void forget(QueueName queue) {
    depths.computeIfPresent(queue, (name, depth) -> QueueDepth.NONE);
  }

  private void show(QueueName queue) {
    gauge("task_queue_ready", "Tasks that wait for a worker", queue, QueueDepth::ready);
    gauge("task_queue_running", "Tasks that a worker has", queue, QueueDepth::running);
    gauge("task_queue_dead", "Tasks whose attempts are used up", queue, QueueDepth::dead);
    gauge(
        "task_queue_lag_seconds",
        "For how long the oldest waiting task has been ready",
        queue,
        depth -> depth.lag().toMillis() / MILLIS);
  }

  private void gauge(
      String name, String description, QueueName queue, Function<QueueDepth, Number> value) {
    measurements.gauge(
        name,
        description,
        () -> value.apply(depths.getOrDefault(queue, QueueDepth.NONE)),
        "queue",
        queue.text());
  }

  private void ticked(TickResult done) {
    count("promoted", done.promoted());
    count("lease_lost", done.lost());
    count("expired", done.expired());
    count("removed", done.removed());
  }

  private void count(String event, long tasks) {
    measurements
        .counter("task_ticks_total", "Tasks changed because of time", "event", event)
        .inc(tasks);
  }
}
