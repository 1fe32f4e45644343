package it.vedette.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for a condition, for a bounded time. */
public final class Await {
  private static final long OFTEN = Duration.ofMillis(20).toNanos();
  private static final long SELDOM = Duration.ofMillis(60).toNanos();

  /** What takes longer is mostly a start, to which looking leaves the processor. */
  private static final long SOON = Duration.ofSeconds(2).toNanos();

  private Await() {}

  /**
   * Returns as soon as {@code condition} holds. An exception from the condition means "not yet".
   *
   * @param what what is awaited, in words that complete "waited 10 s for"
   * @throws IllegalStateException when it does not hold in time, or when the thread is interrupted;
   *     its cause is the last exception of the condition
   */
  public static void until(String what, Duration atMost, BooleanSupplier condition) {
    until(() -> what, atMost, condition);
  }

  /** The same, with words that are only made when the time is over, such as the end of a log. */
  public static void until(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
    long start = System.nanoTime();
    RuntimeException last = null;
    while (true) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
        last = null;
      } catch (RuntimeException notYet) {
        last = notYet;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting for " + what.get(), last);
      }
      long waited = System.nanoTime() - start;
      if (waited > atMost.toNanos()) {
        throw timedOut(what.get(), atMost, last);
      }
      LockSupport.parkNanos(waited < SOON ? OFTEN : SELDOM);
    }
  }

  private static IllegalStateException timedOut(
      String what, Duration atMost, @Nullable RuntimeException last) {
    String seconds = "%.1f s".formatted(atMost.toMillis() / 1000.0);
    return new IllegalStateException("waited " + seconds + " for " + what, last);
  }
}
