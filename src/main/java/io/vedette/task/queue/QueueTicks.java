package io.vedette.task.queue;

import io.vedette.redis.Redis;
import io.vedette.thread.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Does what time demands of queues, on every server: none leads. Each queue is ticked when
 * something of it is due, again at once while there is more, and once in a second while somebody
 * uses it or tasks wait or run in it; otherwise once in ten. A tick that fails is followed by the
 * next one all the same: they depend on time, and not on each other.
 */
public final class QueueTicks {
  private static final int MOST = 200;
  private static final Duration USUAL = Duration.ofSeconds(1);

  private final Redis redis;
  private final TaskKeys keys;
  private final TaskConfig config;
  private final QueueRegistry registry;
  private final QueueMetrics metrics;
  private final Waiting waiting;
  private final Map<QueueName, QueueTick> ticks = new ConcurrentHashMap<>();
  private final List<TickListener> listeners = new CopyOnWriteArrayList<>();

  QueueTicks(
      Redis redis,
      TaskKeys keys,
      TaskConfig config,
      QueueRegistry registry,
      QueueMetrics metrics,
      Waiting waiting) {
    this.redis = redis;
    this.keys = keys;
    this.config = config;
    this.registry = registry;
    this.metrics = metrics;
    this.waiting = waiting;
  }

  /** Tells somebody of what ticks find, from now on. */
  public void listen(TickListener listener) {
    listeners.add(listener);
  }

  /** Ticks these queues from now on, and no others. */
  void follow(Collection<QueueName> queues) {
    ticks
        .keySet()
        .removeIf(
            queue -> {
              boolean gone = !queues.contains(queue);
              if (gone) {
                metrics.forget(queue);
              }
              return gone;
            });
    queues.stream()
        .filter(queue -> registry.isInUse(queue) || !ticks.containsKey(queue))
        .forEach(queue -> within(queue, USUAL));
  }

  /** Something of the queue is due in that time: it is ticked then, if not before. */
  public void within(QueueName queue, Duration time) {
    ticks.computeIfAbsent(queue, it -> new QueueTick(() -> tick(it), waiting)).within(time);
  }

  /** Tasks of the queue may wait again that have ended before. */
  public void soon(QueueName queue) {
    within(queue, USUAL);
  }

  /** Nobody waits for it: while Redis is away it would only count as a call that failed. */
  private CompletionStage<Duration> tick(QueueName queue) {
    return redis.isAway() ? CompletableFuture.completedStage(USUAL) : ticked(queue);
  }

  private CompletionStage<Duration> ticked(QueueName queue) {
    return redis
        .run(
            QueueScripts.TICK
                .on()
                .with("root", keys.root(queue))
                .with("most", MOST)
                .with("memory", redis.operationMemory())
                .with("luck", Double.toString(waiting.random().nextDouble()))
                .with("keep_succeeded", config.keepSucceeded())
                .with("keep_others", config.keepOthers())
                .with("keep_most", config.keepMost()))
        .thenApply(reply -> metrics.ticked(queue, TickResult.of(reply)))
        .thenApply(done -> told(queue, done))
        .thenCompose(done -> named(queue, done).thenApply(known -> done.next()));
  }

  private TickResult told(QueueName queue, TickResult done) {
    for (TickListener listener : listeners) {
      if (!done.schedules().isEmpty()) {
        listener.schedulesDue(queue, done.schedules());
      }
      if (!done.batches().isEmpty()) {
        listener.batchesGone(queue, done.batches());
      }
    }
    return done;
  }

  /** What has tasks keeps its name. */
  private CompletionStage<Void> named(QueueName queue, TickResult done) {
    return done.idle() ? CompletableFuture.completedStage(null) : registry.keep(queue);
  }
}
