package io.vedette.thread;

import io.vedette.traffic.GracefulStop;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How requests wait without holding a thread.
 *
 * @param nanoClock only differences count
 * @param random spreads those who wait for the same
 */
public record Waiting(
    Hops hops, GracefulStop stop, LongSupplier nanoClock, RandomGenerator random) {

  /**
   * Begins to wait for what somebody else does.
   *
   * @param longest until it is given up, from now on
   * @param first the first pause between two looks; each is twice the one before
   * @param most the longest pause
   */
  public Patience upTo(Duration longest, Duration first, Duration most) {
    return new Patience(this, longest, first, most);
  }

  /** Completes as soon as it is its turn, on a thread for answers. */
  public CompletionStage<Void> turn() {
    return hops.after(Duration.ZERO);
  }

  /** Whether nobody should wait any longer, because the server is about to stop. */
  public boolean isOver() {
    return stop.isDraining();
  }
}
