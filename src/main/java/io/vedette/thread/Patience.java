package io.vedette.thread;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One wait for what somebody else does, by looking again and again. It lasts for its time, however
 * long the looks take, and not while the server stops.
 */
public final class Patience {
  private final Waiting waiting;
  private final long deadline;
  private final long most;
  private long pause;

  Patience(Waiting waiting, Duration longest, Duration first, Duration most) {
    this.waiting = waiting;
    this.deadline = waiting.nanoClock().getAsLong() + longest.toNanos();
    this.pause = first.toNanos();
    this.most = most.toNanos();
  }

  /** Whether the last look was the last. */
  public boolean isOver() {
    return waiting.isOver() || left() <= 0;
  }

  private long left() {
    return deadline - waiting.nanoClock().getAsLong();
  }

  /** Completes when it is time for the next look, at the end of the time at the latest. */
  public CompletionStage<Void> pause() {
    long spread = pause / 2 + waiting.random().nextLong(pause / 2 + 1);
    pause = Math.min(2 * pause, most);
    return waiting.hops().after(Duration.ofNanos(Math.max(0, Math.min(spread, left()))));
  }
}
