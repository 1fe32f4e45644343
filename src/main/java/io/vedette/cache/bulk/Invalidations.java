package io.vedette.cache.bulk;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.Groups;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.policy.CacheName;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Invalidates many entries, slice by slice, so that Redis is never held for more than a few
 * milliseconds. What was stored before the call is hit when its stage completes; what is stored
 * during it may be. Twice is harmless. When Redis goes away in the middle the stage fails, and what
 * was hit stays so. Who asks may be told after each slice how many entries were hit so far: of a
 * group, when there are several.
 */
public final class Invalidations {
  private static final byte[] NONE = {};

  private final Redis redis;
  private final CacheKeys keys;
  private final NearEntries near;

  Invalidations(Redis redis, CacheKeys keys, NearEntries near) {
    this.redis = redis;
    this.keys = keys;
    this.near = near;
  }

  /** What becomes of an entry. */
  public enum Mode {
    /** It is gone. */
    HARD("hard"),
    /** It is stale: only for readers who take what is stale. Being softly hit twice counts once. */
    SOFT("soft");

    public final String word;

    Mode(String word) {
      this.word = word;
    }
  }

  /** All entries whose key begins with {@code prefix}, which may be empty; gives their number. */
  public CompletionStage<Long> prefix(
      CacheName cache, byte[] prefix, Mode mode, Durability durability, LongConsumer told) {
    byte[] index = keys.index(cache.text());
    return sweep(cache, mode, "", index, marked('p', prefix), durability, told)
        .walk(prefix)
        .whenComplete((result, thrown) -> near.changed(cache))
        .thenApply(SweepResult::kept);
  }

  /** All entries of these groups; gives their number. */
  public CompletionStage<Long> groups(
      CacheName cache, Groups groups, Mode mode, Durability durability, LongConsumer told) {
    CompletionStage<SweepResult> result = CompletableFuture.completedStage(SweepResult.NOTHING);
    for (String group : groups.names()) {
      result =
          result.thenCompose(
              before -> {
                boolean vain = before.unkept().isPresent();
                return group(cache, group, mode, vain ? Durability.NONE : durability, told)
                    .thenApply(before::and);
              });
    }
    return result.whenComplete((all, thrown) -> near.changed(cache)).thenApply(SweepResult::kept);
  }

  private CompletionStage<SweepResult> group(
      CacheName cache, String group, Mode mode, Durability durability, LongConsumer told) {
    byte[] index = keys.group(cache.text(), group);
    byte[] mark = marked('g', Fields.ascii(group));
    return sweep(cache, mode, group, index, mark, durability, told).walk(NONE);
  }

  /** The entries under these keys; gives the number of those that were there. */
  public CompletionStage<Long> keys(
      CacheName cache, List<EntryKey> chosen, Mode mode, Durability durability, LongConsumer told) {
    return sweep(cache, mode, "", keys.index(cache.text()), NONE, durability, told)
        .visit(chosen)
        .whenComplete((result, thrown) -> chosen.forEach(key -> near.changed(cache, key)))
        .thenApply(SweepResult::kept);
  }

  /** For fill leases of entries that are not there. */
  private static byte[] marked(char kind, byte[] what) {
    byte[] mark = new byte[what.length + 1];
    mark[0] = (byte) kind;
    System.arraycopy(what, 0, mark, 1, what.length);
    return mark;
  }

  private InvalidationSweep sweep(
      CacheName cache,
      Mode mode,
      String group,
      byte[] index,
      byte[] mark,
      Durability durability,
      LongConsumer told) {
    Supplier<ScriptCall> slice =
        () ->
            BulkScripts.ENTRY_INVALIDATE
                .on(index)
                .with("root", keys.root(cache.text()))
                .with("mode", mode.word)
                .with("group", group);
    return new InvalidationSweep(redis, slice, mark, durability, told);
  }
}
