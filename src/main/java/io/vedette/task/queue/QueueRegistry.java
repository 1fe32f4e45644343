package io.vedette.task.queue;

import io.vedette.failure.Outcome;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Which queues there are. A queue is named in Redis before anything is put into it, and again while
 * it is used: so replicas that have a task have the name of its queue, too. A name that nobody uses
 * for a day goes, unless the queue has tasks or settings: whoever ticks it keeps it.
 */
public final class QueueRegistry {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration IN_USE = FRESH.plusSeconds(5);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Redis redis;
  private final TaskKeys keys;
  private final LongSupplier nanoClock;
  private final Map<QueueName, Long> used = new ConcurrentHashMap<>();
  private volatile Map<QueueName, Duration> unused = Map.of();

  QueueRegistry(Redis redis, TaskKeys keys, LongSupplier nanoClock) {
    this.redis = redis;
    this.keys = keys;
    this.nanoClock = nanoClock;
  }

  /**
   * Completes when the queue is named; at once when that was not long ago. What is to be written
   * there afterwards is not, when this fails.
   */
  public CompletionStage<Void> use(QueueName queue) {
    Long last = used.get(queue);
    if (last != null && nanoClock.getAsLong() - last < FRESH.toNanos()) {
      return CompletableFuture.completedStage(null);
    }
    long now = nanoClock.getAsLong();
    return Outcome.NOT_APPLIED
        .unlessTold(register(List.of(queue)))
        .thenAccept(done -> used.put(queue, now));
  }

  /** Names it again long before its name goes. */
  CompletionStage<Void> keep(QueueName queue) {
    return unused.getOrDefault(queue, FORGOTTEN).compareTo(KEPT) < 0
        ? CompletableFuture.completedStage(null)
        : use(queue);
  }

  /** Reads the names of all queues, of which the longest unused come first. */
  CompletionStage<List<QueueName>> refresh() {
    used.values().removeIf(last -> nanoClock.getAsLong() - last >= FRESH.toNanos());
    return register(List.of())
        .thenApply(
            reply -> {
              unused = unused(reply);
              return known();
            });
  }

  private CompletionStage<List<Object>> register(List<QueueName> queues) {
    return redis.run(
        QueueScripts.REGISTER
            .on(keys.queues())
            .with("forgotten", FORGOTTEN)
            .rest(queues.stream().map(queue -> Fields.ascii(queue.text())).toList()));
  }

  private static Map<QueueName, Duration> unused(List<Object> reply) {
    long now = Fields.number(reply.get(reply.size() - 1));
    Map<QueueName, Duration> found = new LinkedHashMap<>();
    for (int i = 0; i + 2 < reply.size(); i += 2) {
      String name = Fields.text(reply.get(i));
      if (QueueName.isName(name)) {
        long last = Fields.number(reply.get(i + 1));
        found.put(new QueueName(name), Duration.ofMillis(now - last));
      }
    }
    return found;
  }

  /** Whether any server may use it now, as this one knew last. */
  boolean isInUse(QueueName queue) {
    return unused.getOrDefault(queue, FORGOTTEN).compareTo(IN_USE) < 0;
  }

  /** The queues as this server knew them last. */
  public List<QueueName> known() {
    return Stream.concat(unused.keySet().stream(), used.keySet().stream()).distinct().toList();
  }
}
