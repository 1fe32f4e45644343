package io.vedette.cache;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Begins work in the order in which it comes, so much at most at the same time. */
final class AsyncSemaphore {
  private final Queue<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
  private int free;
  private boolean beginning;

  /**
   * Begins with nothing under way.
   *
   * @param permits how much may be under way at the same time
   */
  AsyncSemaphore(int permits) {
    this.free = permits;
  }

  /** Begins the work when there is a permit, which it has until its stage ends; ends as that. */
  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> work) {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    CompletionStage<T> result =
        turn.thenCompose(now -> work.get()).whenComplete((done, thrown) -> leave());
    synchronized (waiting) {
      waiting.add(turn);
    }
    begin();
    return result;
  }

  private void leave() {
    synchronized (waiting) {
      free++;
    }
    begin();
  }

  /** One thread begins all that may, so that what ends at once does not pile up on the stack. */
  private void begin() {
    synchronized (waiting) {
      if (beginning) {
        return;
      }
      beginning = true;
    }
    while (true) {
      CompletableFuture<Boolean> turn;
      synchronized (waiting) {
        if (free == 0 || waiting.isEmpty()) {
          beginning = false;
          return;
        }
        free--;
        turn = waiting.remove();
      }
      turn.complete(true);
    }
  }
}
