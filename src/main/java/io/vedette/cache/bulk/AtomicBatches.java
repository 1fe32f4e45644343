package io.vedette.cache.bulk;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryArguments;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Capacity;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Changes of several entries in one script. */
public final class AtomicBatches {
  private final Redis redis;
  private final CacheKeys keys;
  private final NearEntries near;

  AtomicBatches(Redis redis, CacheKeys keys, NearEntries near) {
    this.redis = redis;
    this.keys = keys;
    this.near = near;
  }

  /**
   * Stores and deletes several entries: all, or none when a condition of one of them fails.
   *
   * @param changes each of another key
   * @param capacity what the cache may hold then
   */
  public CompletionStage<BatchOutcome> run(
      CacheName cache, List<BatchOperation> changes, Capacity capacity, WriteOptions options) {
    String name = cache.text();
    List<String> etags = changes.stream().map(change -> options.tags().next()).toList();
    ScriptCall call =
        BulkScripts.ENTRY_BATCH
            .on(options.operation(keys.operation(name, options.tags().next())))
            .with("root", keys.root(name))
            .with("memory", options.memory());
    EntryArguments.capacity(call, capacity);
    for (int i = 0; i < changes.size(); i++) {
      call.rest(changes.get(i).arguments(etags.get(i)));
    }
    return redis
        .run(call, options.durability())
        .whenComplete(
            (reply, thrown) -> changes.forEach(change -> near.changed(cache, change.key())))
        .thenApply(
            reply -> {
              if (Fields.text(reply.items().get(0)).equals("full")) {
                throw capacity.exceeded(Fields.text(reply.items().get(1)));
              }
              BatchOutcome outcome = BatchOutcome.of(reply.items(), etags);
              return outcome.failed().isEmpty() ? BatchOutcome.of(reply.kept(), etags) : outcome;
            });
  }
}
