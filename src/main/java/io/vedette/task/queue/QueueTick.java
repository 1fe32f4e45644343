package io.vedette.task.queue;

import io.vedette.thread.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The ticks of one queue on this server: never two at the same time, and none that is forgotten.
 */
final class QueueTick {
  private static final Duration LATEST = Duration.ofSeconds(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final Supplier<CompletionStage<Duration>> tick;
  private final Waiting waiting;
  private final long epoch;
  private long next = NEVER;
  private boolean underWay;

  /**
   * Is not due yet.
   *
   * @param tick does it, and tells in which time the next one is needed
   */
  QueueTick(Supplier<CompletionStage<Duration>> tick, Waiting waiting) {
    this.tick = tick;
    this.waiting = waiting;
    this.epoch = waiting.nanoClock().getAsLong();
  }

  private long now() {
    return waiting.nanoClock().getAsLong() - epoch;
  }

  /** It is due in that time at the latest. */
  void within(Duration time) {
    long at = now() + time.toNanos();
    synchronized (this) {
      if (at >= next) {
        return;
      }
      next = at;
    }
    waiting.hops().after(time).thenAccept(now -> begin(at));
  }

  /** Unless another time has been set, or a tick is under way: its end will see to it. */
  private void begin(long at) {
    synchronized (this) {
      if (at != next || underWay) {
        return;
      }
      next = NEVER;
      underWay = true;
    }
    begun()
        .whenComplete(
            (after, thrown) -> {
              Duration time = after == null ? LATEST : after;
              end(time);
            });
  }

  private CompletionStage<Duration> begun() {
    return waiting.turn().thenCompose(now -> tick.get());
  }

  private void end(Duration after) {
    long earlier;
    synchronized (this) {
      underWay = false;
      earlier = next == NEVER ? NEVER : next - now();
      next = NEVER;
    }
    within(earlier < after.toNanos() ? Duration.ofNanos(Math.max(0, earlier)) : after);
  }
}
