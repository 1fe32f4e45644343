package io.vedette.thread;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does the same for each of many things in rounds: for a few of them at the same time, and one
 * round after the other.
 */
public final class Rounds<T> {
  private final AsyncSemaphore permits;
  private final Supplier<Collection<T>> all;
  private final Function<T, CompletionStage<Void>> work;
  private final AtomicBoolean underWay = new AtomicBoolean();

  /**
   * Begins with no round under way.
   *
   * @param atOnce for how many things at the same time
   * @param all gives the things of a round when that begins
   * @param work what is done for each; it does not matter how its stage ends
   * @param hops to the threads that go on with a round
   */
  public Rounds(
      int atOnce, Supplier<Collection<T>> all, Function<T, CompletionStage<Void>> work, Hops hops) {
    this.permits = new AsyncSemaphore(atOnce, hops);
    this.all = all;
    this.work = work;
  }

  /** Begins a round, unless the last one goes on. */
  public void begin() {
    if (underWay.compareAndSet(false, true)) {
      round().whenComplete((done, thrown) -> underWay.set(false));
    }
  }

  private CompletionStage<Void> round() {
    return CompletableFuture.allOf(
        all.get().stream()
            .map(thing -> permits.run(() -> work.apply(thing)).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }
}
