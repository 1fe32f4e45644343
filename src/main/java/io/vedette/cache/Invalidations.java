package io.vedette.cache;

import io.vedette.redis.Keys;
import io.vedette.redis.Redis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Invalidates many entries, slice by slice, so that Redis is never held for more than a few
 * milliseconds. What was stored before the call is hit when its stage completes; what is stored
 * during it may be. Twice is harmless. When Redis goes away in the middle the stage fails, and what
 * was hit stays so.
 */
final class Invalidations {
  private final Redis redis;
  private final Keys keys;

  Invalidations(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** What becomes of an entry. */
  enum Mode {
    /** It is gone. */
    HARD("hard"),
    /** It is stale: only for readers who take what is stale. Being softly hit twice counts once. */
    SOFT("soft");

    final String word;

    Mode(String word) {
      this.word = word;
    }
  }

  /** All entries whose key begins with {@code prefix}, which may be empty; gives their number. */
  CompletionStage<Long> prefix(CacheName cache, byte[] prefix, Mode mode) {
    return sweep(cache, mode, "").walk(prefix);
  }

  /** All entries of these groups; gives their number. */
  CompletionStage<Long> groups(CacheName cache, Groups groups, Mode mode) {
    CompletionStage<Long> invalidated = CompletableFuture.completedStage(0L);
    for (String group : groups.names()) {
      invalidated =
          invalidated.thenCompose(
              before ->
                  sweep(cache, mode, group).walk(new byte[0]).thenApply(more -> before + more));
    }
    return invalidated;
  }

  /** The entries under these keys; gives the number of those that were there. */
  CompletionStage<Long> keys(CacheName cache, List<EntryKey> chosen, Mode mode) {
    return sweep(cache, mode, "").visit(chosen);
  }

  private InvalidationSweep sweep(CacheName cache, Mode mode, String group) {
    String name = cache.text();
    byte[] index = keys.index(name);
    List<byte[]> indexes = List.of(group.isEmpty() ? index : keys.group(name, group), index);
    List<byte[]> arguments =
        List.of(
            keys.entries(name),
            keys.groups(name),
            EntryArguments.ascii(mode.word),
            EntryArguments.ascii(group));
    return new InvalidationSweep(redis, indexes, arguments);
  }
}
