package io.vedette.cache.fill;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.Progress;
import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.http.Conditions;
import io.vedette.thread.AsyncSemaphore;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Admission;
import io.vedette.traffic.Traffic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Loads values before somebody asks for them: behind everything else, a few at a time, and only
 * what is not fresh. A load that fails is not repeated; its reader will load it.
 */
public final class WarmUp {
  private static final int AT_ONCE = 4;

  private final ResponseStore responses;
  private final SingleFlight singleFlight;
  private final Waiting waiting;
  private final Traffic traffic;
  private final CacheMetrics metrics;
  private final AsyncSemaphore permits;
  private final AtomicInteger left = new AtomicInteger();

  WarmUp(
      ResponseStore responses,
      SingleFlight singleFlight,
      Waiting waiting,
      Traffic traffic,
      CacheMetrics metrics) {
    this.responses = responses;
    this.singleFlight = singleFlight;
    this.waiting = waiting;
    this.traffic = traffic;
    this.metrics = metrics;
    this.permits = new AsyncSemaphore(AT_ONCE, waiting.hops());
  }

  /** How many keys wait for their load on this server. */
  int waiting() {
    return left.get();
  }

  /**
   * Loads them, in their order as far as a few go at the same time. What is over is left out.
   *
   * @return how many were loaded or fresh, and how many failed or were left out
   */
  public CompletionStage<Loaded> load(List<LoadTask> tasks, Progress progress) {
    left.addAndGet(tasks.size());
    AtomicInteger loaded = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    CompletableFuture<?>[] all =
        tasks.stream()
            .map(
                task ->
                    one(task, progress)
                        .whenComplete(
                            (done, thrown) -> {
                              left.decrementAndGet();
                              (Boolean.TRUE.equals(done) ? loaded : failed).incrementAndGet();
                              progress.tell(new Loaded(loaded.get(), failed.get()).document());
                            })
                        .exceptionally(counted -> false)
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(all).thenApply(done -> new Loaded(loaded.get(), failed.get()));
  }

  /** What came of the keys of a warm-up. */
  public record Loaded(int loaded, int failed) {
    /** As it is told. */
    public JsonObject document() {
      return JSON.createObjectBuilder().add("loaded", loaded).add("failed", failed).build();
    }
  }

  private CompletionStage<Boolean> one(LoadTask task, Progress progress) {
    return permits.run(
        () ->
            progress.isOver()
                ? CompletableFuture.failedStage(new CancellationException())
                : load(task));
  }

  /** Whether it is there then. */
  private CompletionStage<Boolean> load(LoadTask task) {
    Admission room = traffic.aside();
    return waiting
        .turn() // so that failures at once do not pile up on the stack
        .thenCompose(
            now ->
                responses.read(
                    task.cache(),
                    task.key(),
                    new Wanted(false, Conditions.NONE, Duration.ZERO, room)))
        .whenComplete((stored, thrown) -> failed(task, thrown))
        .thenCompose(
            stored ->
                isFresh(stored)
                    ? CompletableFuture.completedStage(true)
                    : singleFlight
                        .share(task.of(stored), value -> {})
                        .thenApply(share -> !(share.loaded() instanceof LoadResult.Refusal)))
        .whenComplete((done, thrown) -> room.close());
  }

  private void failed(LoadTask task, @Nullable Throwable thrown) {
    if (thrown != null) {
      metrics.loaded(task.cache(), null);
    }
  }

  private static boolean isFresh(Optional<CachedEntry> stored) {
    return stored.filter(found -> found.entry().stale().isEmpty()).isPresent();
  }
}
