package io.vedette.cache.bulk;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.policy.CacheName;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Counters beside the entries of a cache, in Redis. A step is counted once, however often it had to
 * be sent; of any number of concurrent steps those that stay within their bounds are counted. After
 * a fail-over the last steps may be gone, unless their {@link WriteOptions} waits for replicas.
 */
public final class Counters {
  private static final byte[] NONE = {};

  private final Redis redis;
  private final CacheKeys keys;

  Counters(Redis redis, CacheKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** A counter, and the time until it expires. */
  public record Counter(long value, Duration left) {}

  /** Counts; fails with {@code CONFLICT} when the result would be out of bounds. */
  public CompletionStage<Counter> add(
      CacheName cache, EntryKey name, CounterStep step, WriteOptions options) {
    ScriptCall call =
        BulkScripts.COUNTER_ADD
            .on(operation(cache, name, options))
            .with("by", step.by())
            .with("least", bound(step.min()))
            .with("most", bound(step.max()))
            .with("ttl", step.ttl())
            .with("memory", options.memory());
    return redis
        .run(call, options.durability())
        .thenApply(
            reply -> {
              Counter counter = counter(reply.items().subList(1, 3));
              if (Fields.text(reply.items().get(0)).equals("refused")) {
                throw outOfBounds(counter.value(), step);
              }
              reply.kept();
              return counter;
            });
  }

  private static byte[] bound(OptionalLong bound) {
    return bound.isPresent() ? Fields.ascii(bound.getAsLong()) : NONE;
  }

  private static Failure outOfBounds(long value, CounterStep step) {
    return Failure.of(
            Problem.CONFLICT,
            "The counter is at %d: adding %d would take it out of its bounds."
                .formatted(value, step.by()))
        .with(Outcome.NOT_APPLIED);
  }

  /** The counter, or empty when it is absent or expired. */
  public CompletionStage<Optional<Counter>> read(CacheName cache, EntryKey name) {
    return redis
        .run(BulkScripts.COUNTER_READ.on(keys.counter(cache.text(), name.bytes())))
        .thenApply(reply -> reply.isEmpty() ? Optional.empty() : Optional.of(counter(reply)));
  }

  /** Deletes a counter; succeeds when it is absent. */
  public CompletionStage<Void> delete(CacheName cache, EntryKey name, WriteOptions options) {
    ScriptCall call =
        BulkScripts.COUNTER_DELETE
            .on(operation(cache, name, options))
            .with("memory", options.memory());
    return redis.run(call, options.durability()).thenAccept(Reply::kept);
  }

  private static Counter counter(List<Object> reply) {
    return new Counter(
        Fields.number(reply.get(0)), Duration.ofMillis(Math.max(0, Fields.number(reply.get(1)))));
  }

  private List<byte[]> operation(CacheName cache, EntryKey name, WriteOptions options) {
    return List.of(
        keys.counter(cache.text(), name.bytes()),
        options.operation(keys.operation(cache.text(), options.tags().next())));
  }
}
