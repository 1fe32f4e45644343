package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Threads of ours that a test plays itself: what is to run on them does when it says so. */
public final class HeldTasks implements Executor {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Waits for the next task, which this thread runs. */
  public void runNext() throws InterruptedException {
    Runnable task = tasks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(task, "nothing hopped here");
    task.run();
  }

  /** Runs so many tasks; the stage ends with the last of them, and not by anybody else. */
  public void end(CompletionStage<?> stage, int hops) throws InterruptedException {
    for (int i = 0; i < hops; i++) {
      assertFalse(stage.toCompletableFuture().isDone(), "ended without a hop");
      runNext();
    }
    stage
        .toCompletableFuture()
        .handle((value, thrown) -> true)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
