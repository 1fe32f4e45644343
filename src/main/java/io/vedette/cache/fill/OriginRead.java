package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.fill.LoadTask.Mode;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.near.NearCopies.ReadStamp;
import java.util.Map;
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
    LoadTask task = request.task(Optional.empty());
    return Optional.of(task)
        .filter(any -> request.control().isEmpty())
        .flatMap(it -> through.singleFlight().join(it, request.entry()::hold))
        .map(share -> conclude(task, share, "uri-miss", 1))
        .orElseGet(() -> look(1));
  }

  /** In the memory of this server once, then in Redis. */
  private CompletionStage<Representation> look(int looks) {
    if (looks > 1 || request.wanted().near().isZero()) {
      return ask(looks);
    }
    return find(key -> completed(through.near().recent(request.cache(), key, request.policy())))
        .thenCompose(
            task ->
                task.seen().filter(copy -> reuse(copy) == Reuse.FRESH).isPresent()
                    ? copied(task)
                    : ask(looks));
  }

  private CompletionStage<Representation> copied(LoadTask task) {
    refresh(task, Reuse.FRESH);
    return hit(task.seen().orElseThrow(), Optional.of(through.near().detail()));
  }

  private CompletionStage<Representation> ask(int looks) {
    return find(this::read)
        .handle(
            (found, thrown) ->
                thrown == null ? decide(found, looks) : withoutStore(Causes.of(thrown)))
        .thenCompose(stage -> stage);
  }

  /** The answer for the fields of this request, which may stand under a key of its own. */
  private CompletionStage<LoadTask> find(
      Function<EntryKey, CompletionStage<Optional<CachedEntry>>> reader) {
    return reader.apply(request.key()).thenCompose(main -> variant(main, reader));
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

  private CompletionStage<LoadTask> variant(
      Optional<CachedEntry> main,
      Function<EntryKey, CompletionStage<Optional<CachedEntry>>> reader) {
    Map<String, String> fields = request.forwarded();
    Optional<EntryKey> other = main.flatMap(it -> it.other(request.key(), fields));
    if (other.isEmpty()) {
      return completed(request.task(main));
    }
    EntryKey key = other.get();
    return reader
        .apply(key)
        .thenApply(
            found -> request.task(key, found.filter(it -> it.answers(fields, main.orElseThrow()))));
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
    LoadResult loaded = share.loaded();
    boolean forMe = loaded.isForAll() || !share.collapsed();
    if (loaded.kind() == LoadResult.Kind.CHANGED
        || (share.collapsed() && !loaded.answers(request.forwarded()))
        || (forMe && !complete(loaded))) {
      return look(looks + 1);
    }
    if (!forMe) {
      return through
          .singleFlight()
          .alone(task, request.entry()::hold)
          .thenCompose(own -> loaded(task, own, reason, MOST_LOOKS));
    }
    if (loaded.refused().isPresent()) {
      Failure refused = loaded.refused().get();
      return instead(task, loaded.isForAll())
          .orElseGet(() -> completed(Representation.failed(refused, reason, loaded.status())));
    }
    if (share.isCollapsed()) {
      through.metrics().coalesced(request.cache());
    }
    boolean away = task.mode() == Mode.STORE_AWAY;
    return completed(Representation.loaded(loaded.stored().orElseThrow(), reason, share, away));
  }

  /** A value that was not fetched from the store, because its reader has it, is there now. */
  private boolean complete(LoadResult loaded) {
    return loaded
        .stored()
        .map(stored -> stored.hasValue() || !request.wanted().needsValue(stored))
        .orElse(loaded.refused().isPresent());
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
      return Optional.of(Failure.of(Problem.ORIGIN_TIMEOUT, "The origin did not answer in time."));
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
