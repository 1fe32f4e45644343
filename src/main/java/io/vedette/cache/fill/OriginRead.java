package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.fill.LoadResult.Audience;
import io.vedette.cache.fill.LoadTask.Mode;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.fill.VariantLookup.Found;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.near.NearCopies.ReadStamp;
import io.vedette.origin.OriginProblems;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One read of a cache that an origin fills: what is stored, if it is good enough for the request;
 * else what the origin says; and when that fails, what is stored and may be used so.
 */
public final class OriginRead {
  private static final int MOST_LOOKS = 4;

  private final ReadThrough through;
  private final OriginReadRequest request;

  OriginRead(ReadThrough through, OriginReadRequest request) {
    this.through = through;
    this.request = request;
  }

  /** Fails with the failures of origins, of Redis, and with {@code NOT_CACHED}. */
  public CompletionStage<Representation> run() {
    LoadTask task = request.task(new Found(request.key(), Optional.empty(), Optional.empty()));
    return Optional.of(task)
        .filter(any -> request.control().isEmpty())
        .flatMap(it -> through.singleFlight().join(it, request.entry()::hold))
        .map(share -> conclude(task, share, "uri-miss", 1))
        .orElseGet(() -> look(1));
  }

  /** In the memory of this server once, then in Redis. */
  private CompletionStage<Representation> look(int looks) {
    return looks == 1 && !request.wanted().near().isZero()
        ? lookNear()
        : find(this::read)
            .handle(
                (task, thrown) ->
                    thrown == null ? decide(task, looks) : withoutStore(Causes.of(thrown)))
            .thenCompose(stage -> stage);
  }

  private CompletionStage<Representation> lookNear() {
    return find(key -> completed(through.near().recent(request.cache(), key, request.policy())))
        .thenCompose(
            task -> {
              if (task.seen().filter(copy -> reuse(copy) == Reuse.FRESH).isEmpty()) {
                return look(2);
              }
              refresh(task, Reuse.FRESH);
              return hit(task.seen().get(), Optional.of(through.near().detail()));
            });
  }

  private CompletionStage<LoadTask> find(
      Function<EntryKey, CompletionStage<Optional<CachedEntry>>> read) {
    return VariantLookup.find(request.key(), request.forwarded(), read).thenApply(request::task);
  }

  private CompletionStage<Optional<CachedEntry>> read(EntryKey key) {
    Wanted wanted = request.wanted();
    ReadStamp stamp = through.near().now(request.cache(), key);
    return through
        .responses()
        .read(request.cache(), key, wanted)
        .thenApply(
            found -> {
              found.map(stored -> stored.entry().value()).ifPresent(request.entry()::hold);
              if (!wanted.near().isZero()) {
                through.near().keep(request.cache(), key, stamp, found, request.policy());
              }
              return found;
            });
  }

  private CompletionStage<Representation> decide(LoadTask task, int looks) {
    Optional<CachedEntry> seen = task.seen();
    Reuse reuse = seen.map(this::reuse).orElse(Reuse.EXPIRED);
    return switch (reuse) {
      case FRESH, WHILE_REVALIDATING -> {
        refresh(task, reuse);
        yield hit(seen.orElseThrow(), Optional.empty());
      }
      case STALE -> hit(seen.orElseThrow(), Optional.empty());
      case REFUSED -> load(task, "request", looks);
      case EXPIRED -> load(task, reason(task), looks);
    };
  }

  private Reuse reuse(CachedEntry stored) {
    return Reuse.of(stored, request.control(), request.policy());
  }

  /** Behind the answer. Whoever wants only what is cached makes nobody ask the origin. */
  private void refresh(LoadTask task, Reuse reuse) {
    if (request.control().has("only-if-cached")) {
      return;
    }
    if (reuse == Reuse.WHILE_REVALIDATING) {
      through.singleFlight().begin(task);
    } else {
      through.refreshEarly(task);
    }
  }

  private String reason(LoadTask task) {
    if (task.seen().isPresent()) {
      return request.control().has("no-cache") ? "request" : "stale";
    }
    return task.main().isPresent() ? "vary-miss" : "uri-miss";
  }

  private CompletionStage<Representation> hit(CachedEntry stored, Optional<String> detail) {
    through.metrics().hit(request.cache(), stored.entry(), detail);
    return completed(Representation.hit(stored, detail));
  }

  private CompletionStage<Representation> load(LoadTask task, String reason, int looks) {
    if (request.control().has("only-if-cached")) {
      return completed(Representation.notCached());
    }
    through.metrics().missed(request.cache());
    boolean alone = request.control().has("no-store") || looks >= MOST_LOOKS;
    Consumer<byte[]> holder = request.entry()::hold;
    CompletionStage<SingleFlight.Share> load =
        alone
            ? through.singleFlight().alone(task, holder)
            : through.singleFlight().share(task, holder);
    return conclude(task, load, reason, looks);
  }

  private CompletionStage<Representation> conclude(
      LoadTask task, CompletionStage<SingleFlight.Share> load, String reason, int looks) {
    return load.handle(
            (share, thrown) ->
                thrown == null
                    ? loaded(task, share, reason, looks)
                    : failed(task, Causes.of(thrown), reason))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Representation> loaded(
      LoadTask task, SingleFlight.Share share, String reason, int looks) {
    LoadResult.Next next =
        share.loaded().next(share.collapsed(), request.forwarded(), request.wanted());
    return switch (next) {
      case TAKE -> taken(task, share, reason);
      case LOOK_AGAIN -> look(looks + 1);
      case LOAD_ALONE ->
          through
              .singleFlight()
              .alone(task, request.entry()::hold)
              .thenCompose(own -> loaded(task, own, reason, MOST_LOOKS));
    };
  }

  private CompletionStage<Representation> taken(
      LoadTask task, SingleFlight.Share share, String reason) {
    if (share.loaded() instanceof LoadResult.Refusal refusal) {
      return instead(task, refusal.audience() == Audience.EVERYBODY)
          .orElseGet(
              () -> completed(Representation.failed(refusal.failure(), reason, refusal.status())));
    }
    LoadResult.Value value = (LoadResult.Value) share.loaded();
    if (share.isCollapsed()) {
      through.metrics().coalesced(request.cache());
    }
    boolean away = task.mode() == Mode.STORE_AWAY;
    return completed(Representation.loaded(value, reason, share.isCollapsed(), away));
  }

  private CompletionStage<Representation> failed(LoadTask task, Throwable cause, String reason) {
    boolean passing = !(cause instanceof Failure failure) || failure.problem().retryable();
    return instead(task, passing)
        .orElseGet(
            () ->
                failure(cause)
                    .map(failure -> completed(Representation.failed(failure, reason, 0)))
                    .orElseGet(() -> CompletableFuture.failedStage(cause)));
  }

  private static Optional<Failure> failure(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return Optional.of(
          Failure.of(OriginProblems.ORIGIN_TIMEOUT, "The origin did not answer in time."));
    }
    return cause instanceof Failure failure ? Optional.of(failure) : Optional.empty();
  }

  /** What is stored, if it may be used instead of what the origin would send. */
  private Optional<CompletionStage<Representation>> instead(LoadTask task, boolean failing) {
    boolean away = task.mode() == Mode.STORE_AWAY;
    return task.seen()
        .filter(stored -> failing && stored.servesOnError(request.policy()))
        .map(stored -> hit(stored, Optional.of(away ? "store-down" : "stale-if-error")));
  }

  /** What Redis cannot say the origin does. */
  private CompletionStage<Representation> withoutStore(Throwable cause) {
    boolean away =
        cause instanceof Failure failure && failure.problem() == Problem.STORE_UNAVAILABLE;
    return away
        ? find(key -> completed(through.near().last(request.cache(), key, request.policy())))
            .thenCompose(task -> load(task.in(Mode.STORE_AWAY), "miss", MOST_LOOKS - 1))
        : CompletableFuture.failedStage(cause);
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedStage(value);
  }
}
