package io.vedette.cache.entry;

import io.vedette.cache.entry.EntryStore.Read;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.policy.Policy;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.near.NearCopies.ReadStamp;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads of entries that clients store, of which copies may answer: a recent one at once, and an
 * older one when Redis is away.
 */
public record NearRead(EntryStore store, NearEntries near) {

  /** As {@link EntryStore#read}; asks Redis when a copy would not do. */
  public CompletionStage<Optional<Read>> read(EntryRequest request, Wanted wanted, Policy policy) {
    if (wanted.near().isZero()) {
      return store.read(request.cache(), request.key(), wanted, new ReadRoom(request.admission()));
    }
    Optional<CachedEntry> copy =
        near.recent(request.cache(), request.key(), policy).filter(NearRead::isForAll);
    return copy.isPresent()
        ? CompletableFuture.completedStage(copy.map(this::answer))
        : readAndKeep(request, wanted, policy);
  }

  private static boolean isForAll(CachedEntry copy) {
    return !copy.isNegative() && !copy.varies();
  }

  private Read answer(CachedEntry copy) {
    return new Read(copy.entry(), true, Optional.of(near.detail()));
  }

  private CompletionStage<Optional<Read>> readAndKeep(
      EntryRequest request, Wanted wanted, Policy policy) {
    ReadStamp stamp = near.now(request.cache(), request.key());
    return store
        .read(request.cache(), request.key(), wanted, new ReadRoom(request.admission()))
        .handle(
            (read, thrown) -> {
              if (read == null) {
                return Optional.of(withoutStore(request, policy, thrown));
              }
              Optional<CachedEntry> found = read.map(Read::entry).map(CachedEntry::of);
              near.keep(request.cache(), request.key(), stamp, found, policy);
              return read;
            });
  }

  private Read withoutStore(EntryRequest request, Policy policy, @Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    boolean away = cause instanceof Failure f && f.problem() == Problem.STORE_UNAVAILABLE;
    return near.last(request.cache(), request.key(), policy)
        .filter(copy -> away && isForAll(copy))
        .map(copy -> new Read(copy.entry(), true, Optional.of("store-down")))
        .orElseThrow(() -> new CompletionException(cause));
  }
}
