package io.vedette.thread;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Begins work in the order in which it comes, so much at most at the same time. */
public final class AsyncSemaphore {
  private final Hops hops;
  private final Queue<SharedResult<Boolean>> waiting = new ArrayDeque<>();
  private int free;

  /**
   * Begins with nothing under way.
   *
   * @param permits how much may be under way at the same time
   * @param hops to the threads that begin what had to wait: whoever ends goes on with its own
   */
  public AsyncSemaphore(int permits, Hops hops) {
    this.free = permits;
    this.hops = hops;
  }

  /** Begins the work when there is a permit, which it has until its stage ends; ends as that. */
  public <T> CompletionStage<T> run(Supplier<CompletionStage<T>> work) {
    return turn().thenCompose(now -> work.get()).whenComplete((done, thrown) -> leave());
  }

  private CompletionStage<Boolean> turn() {
    synchronized (waiting) {
      if (free > 0) {
        free--;
        return CompletableFuture.completedStage(true);
      }
      SharedResult<Boolean> turn = new SharedResult<>(hops);
      waiting.add(turn);
      return turn.await();
    }
  }

  private void leave() {
    next().ifPresent(turn -> turn.follow(CompletableFuture.completedStage(true)));
  }

  private Optional<SharedResult<Boolean>> next() {
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        free++;
      }
      return Optional.ofNullable(waiting.poll());
    }
  }
}
