package io.vedette.cache;

import io.vedette.thread.Hops;
import io.vedette.traffic.GracefulStop;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** How requests wait without holding a thread. */
record Waiting(Hops hops, GracefulStop stop) {
  /** Completes after that time, on a thread for answers. */
  CompletionStage<Void> pause(Duration time) {
    return hops.after(time);
  }

  /** Whether nobody should wait any longer, because the server is about to stop. */
  boolean isOver() {
    return stop.isDraining();
  }
}
