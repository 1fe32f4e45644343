package io.vedette.origin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Leaves an origin alone that fails: when half of the last 20 fetches failed, for a second; then
 * one is let through, and when that fails too, for twice as long, up to half a minute.
 */
public final class Circuit {
  private static final int LAST = 20;
  private static final int TOO_MANY = LAST / 2;
  private static final int OUTCOMES = (1 << LAST) - 1;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final LongSupplier nanoClock;
  private int failures;
  private boolean open;
  private boolean probing;
  private Duration pause = FIRST;
  private long opened;

  /**
   * Begins closed.
   *
   * @param nanoClock only differences count
   */
  public Circuit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Lets a fetch through, and gives nothing; or says how long to leave the origin alone. */
  public synchronized Optional<Duration> refusal() {
    if (!open) {
      return Optional.empty();
    }
    Duration left = pause.minusNanos(nanoClock.getAsLong() - opened);
    if (probing || left.compareTo(Duration.ZERO) > 0) {
      return Optional.of(left.compareTo(Duration.ZERO) > 0 ? left : FIRST);
    }
    probing = true;
    return Optional.empty();
  }

  /** Takes the outcome of a fetch that was let through; whether it opened or closed the circuit. */
  public synchronized boolean learn(boolean failed) {
    if (open) {
      return probed(failed);
    }
    failures = (failures << 1 | (failed ? 1 : 0)) & OUTCOMES;
    if (failed && Integer.bitCount(failures) >= TOO_MANY) {
      opened = nanoClock.getAsLong();
      open = true;
      return true;
    }
    return false;
  }

  /** Outcomes of fetches that began before it opened say nothing of the probe, unless they fail. */
  private boolean probed(boolean failed) {
    if (!probing) {
      return false;
    }
    probing = false;
    if (failed) {
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
      opened = nanoClock.getAsLong();
      return false;
    }
    open = false;
    failures = 0;
    pause = FIRST;
    return true;
  }

  /** Takes that a fetch that was let through says nothing of the origin: another one will. */
  public synchronized void learnNothing() {
    probing = false;
  }

  public synchronized boolean isOpen() {
    return open;
  }
}
