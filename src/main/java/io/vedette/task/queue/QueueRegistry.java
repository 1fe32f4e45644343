package io.vedette.task.queue;

import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which queues there are. A queue is named in Redis before anything is put into it, and again while
 * it is used: so replicas that have a task have the name of its queue, too. A name that nobody uses
 * for a day goes, unless the queue has tasks or settings: whoever ticks it uses it.
 */
public final class QueueRegistry {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Redis redis;
  private final TaskKeys keys;
  private final LongSupplier nanoClock;
  private final Map<QueueName, Long> used = new ConcurrentHashMap<>();
  private volatile List<QueueName> known = List.of();

  QueueRegistry(Redis redis, TaskKeys keys, LongSupplier nanoClock) {
    this.redis = redis;
    this.keys = keys;
    this.nanoClock = nanoClock;
  }

  /** Completes when the queue is named; at once when that was not long ago. */
  public CompletionStage<Void> use(QueueName queue) {
    Long last = used.get(queue);
    if (last != null && nanoClock.getAsLong() - last < FRESH.toNanos()) {
      return CompletableFuture.completedStage(null);
    }
    long now = nanoClock.getAsLong();
    return register(List.of(queue)).thenAccept(done -> used.put(queue, now));
  }

  /** Reads the names of all queues, of which the longest unused come first. */
  CompletionStage<List<QueueName>> refresh() {
    used.values().removeIf(last -> nanoClock.getAsLong() - last >= FRESH.toNanos());
    return register(List.of());
  }

  private CompletionStage<List<QueueName>> register(List<QueueName> queues) {
    return redis
        .run(
            QueueScripts.REGISTER
                .on(keys.queues())
                .with("forgotten", FORGOTTEN)
                .rest(queues.stream().map(queue -> Fields.ascii(queue.text())).toList()))
        .thenApply(
            reply -> {
              known =
                  reply.stream()
                      .map(Fields::text)
                      .filter(QueueName::isName)
                      .map(QueueName::new)
                      .toList();
              return known;
            });
  }

  /** The queues as this server knew them last. */
  public List<QueueName> known() {
    return known;
  }
}
