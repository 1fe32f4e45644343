package io.vedette.cache;

import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes of several entries in one script. */
final class AtomicBatches {
  private final Redis redis;
  private final Keys keys;
  private final Tags tags;

  AtomicBatches(Redis redis, Keys keys, Tags tags) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
  }

  /**
   * Stores and deletes several entries: all, or none when a condition of one of them fails.
   *
   * @param changes each of another key
   */
  CompletionStage<BatchOutcome> run(CacheName cache, List<BatchOperation> changes) {
    String name = cache.text();
    List<String> etags = changes.stream().map(change -> tags.next()).toList();
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(keys.root(name));
    arguments.add(EntryArguments.millis(Optional.of(redis.operationMemory())));
    for (int i = 0; i < changes.size(); i++) {
      arguments.addAll(changes.get(i).arguments(etags.get(i)));
    }
    return redis
        .run(Script.ENTRY_BATCH, List.of(keys.operation(name, tags.next())), arguments)
        .thenApply(reply -> BatchOutcome.of(reply, etags));
  }
}
