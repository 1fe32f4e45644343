package io.vedette.cache.bulk;

import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.KeyRange;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.ScriptCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One walk of the script {@code entry-invalidate} over an index, or over chosen keys. */
final class InvalidationSweep {
  private static final int SLICE = 100;
  private static final byte[] NONE = {};

  private final Redis redis;
  private final Supplier<ScriptCall> slice;
  private final byte[] mark;
  private final LongConsumer told;
  private final CompletableFuture<SweepResult> result = new CompletableFuture<>();
  private Durability durability;
  private SweepResult swept = SweepResult.NOTHING;
  private boolean begun;

  /**
   * Prepares a walk.
   *
   * @param slice a call of the script, without its mark and what it is to examine
   * @param mark for fill leases, left with the first slice; may be empty
   * @param durability what each slice waits for, until one has waited in vain
   * @param told after each slice how many were hit so far
   */
  InvalidationSweep(
      Redis redis,
      Supplier<ScriptCall> slice,
      byte[] mark,
      Durability durability,
      LongConsumer told) {
    this.redis = redis;
    this.slice = slice;
    this.mark = mark;
    this.durability = durability;
    this.told = told;
  }

  /** All keys of the index that begin with {@code prefix}, in their order. */
  CompletionStage<SweepResult> walk(byte[] prefix) {
    next(prefix, Optional.empty());
    return result;
  }

  private void next(byte[] prefix, Optional<EntryKey> after) {
    KeyRange range = KeyRange.of(prefix, after);
    slice(range.lower(), range.upper(), List.of())
        .thenAccept(
            reply -> {
              if (!ended(reply)) {
                next(prefix, Optional.of(new EntryKey((byte[]) reply.items().get(1))));
              }
            })
        .whenComplete(this::failed);
  }

  /** The chosen keys, a slice at a time. */
  CompletionStage<SweepResult> visit(List<EntryKey> chosen) {
    int size = Math.min(SLICE, chosen.size());
    List<EntryKey> rest = chosen.subList(size, chosen.size());
    slice(NONE, NONE, chosen.subList(0, size))
        .thenAccept(
            reply -> {
              if (!ended(reply)) {
                visit(rest);
              }
            })
        .whenComplete(this::failed);
    return result;
  }

  private CompletionStage<Reply> slice(byte[] lower, byte[] upper, List<EntryKey> chosen) {
    ScriptCall call =
        slice
            .get()
            .with("mark", begun ? NONE : mark)
            .with("lower", lower)
            .with("upper", upper)
            .with("most", SLICE)
            .rest(chosen.stream().map(EntryKey::bytes).toList());
    return redis.run(call, durability);
  }

  /** Counts a slice; whether it was the last one. */
  private boolean ended(Reply reply) {
    begun = true;
    swept = swept.and(new SweepResult(Fields.number(reply.items().get(2)), reply.unkept()));
    told.accept(swept.invalidated());
    if (reply.unkept().isPresent()) {
      durability = Durability.NONE;
    }
    if (Fields.number(reply.items().get(0)) < SLICE) {
      result.complete(swept);
      return true;
    }
    return false;
  }

  /** What the first slices did is done, whatever the last one says of itself. */
  private void failed(@Nullable Object none, @Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof Failure failure && begun) {
      result.completeExceptionally(failure.with(Outcome.UNKNOWN));
    } else if (cause != null) {
      result.completeExceptionally(cause);
    }
  }
}
