package io.vedette.cache;

import io.vedette.traffic.GracefulStop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** How requests wait without holding a thread. */
final class Waiting {
  private final Executor executor;
  private final GracefulStop stop;

  Waiting(Executor executor, GracefulStop stop) {
    this.executor = executor;
    this.stop = stop;
  }

  /** Completes after that time, on a thread for answers. */
  CompletionStage<Void> pause(Duration time) {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, executor));
  }

  /** Whether nobody should wait any longer, because the server is about to stop. */
  boolean isOver() {
    return stop.isDraining();
  }
}
