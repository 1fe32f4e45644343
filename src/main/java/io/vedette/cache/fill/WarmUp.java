package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Admission;
import io.vedette.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads values before somebody asks for them: behind everything else, a few at a time, and only
 * what is not fresh. A load that fails is not repeated; its reader will load it. What waits is
 * forgotten when the server stops.
 */
public final class WarmUp {
  static final int MOST_WAITING = 10_000;
  private static final int AT_ONCE = 4;
  private static final Duration LATER = Duration.ofSeconds(5);

  private final ResponseStore responses;
  private final SingleFlight singleFlight;
  private final Waiting waiting;
  private final Traffic traffic;
  private final CacheMetrics metrics;
  private final Queue<LoadTask> queue = new ArrayDeque<>();
  private int underWay;

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
  }

  /**
   * Takes all of them, or none.
   *
   * @throws Failure {@link Problem#OVERLOADED} when too many are waiting
   */
  public void add(List<LoadTask> tasks) {
    synchronized (queue) {
      if (queue.size() + tasks.size() > MOST_WAITING) {
        throw Failure.of(Problem.OVERLOADED, "Too many keys wait for their load.")
            .with(Outcome.NOT_APPLIED)
            .retryAfter(LATER);
      }
      queue.addAll(tasks);
    }
    for (int i = 0; i < AT_ONCE; i++) {
      begin();
    }
  }

  int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private void begin() {
    @Nullable LoadTask task = next();
    if (task != null) {
      load(task)
          .whenComplete(
              (done, thrown) -> {
                synchronized (queue) {
                  underWay--;
                }
                begin();
              });
    }
  }

  private @Nullable LoadTask next() {
    synchronized (queue) {
      if (waiting.isOver()) {
        queue.clear();
      }
      if (underWay == AT_ONCE || queue.isEmpty()) {
        return null;
      }
      underWay++;
      return queue.remove();
    }
  }

  private CompletionStage<?> load(LoadTask task) {
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
                    ? CompletableFuture.completedStage(null)
                    : singleFlight.share(task.of(stored), value -> {}))
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
