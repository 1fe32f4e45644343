package it.vedette;

import java.time.Duration;

/**
 * From when to when something was under way: at one moment between, it took effect. In nanoseconds
 * since the first use.
 */
record Span(long start, long end) {
  private static final long ORIGIN = System.nanoTime();
  private static final long NEVER = Long.MAX_VALUE;

  /** How much later than its answer a write of unknown outcome may still happen. */
  private static final Duration LATE = Duration.ofSeconds(10);

  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** What begins now and has not ended. */
  static Span open() {
    return new Span(now(), NEVER);
  }

  /** What has begun then and ends now. */
  static Span since(long start) {
    return new Span(start, now());
  }

  boolean isOpen() {
    return end == NEVER;
  }

  /** Whether all of it was over when the other began. */
  boolean isBefore(Span other) {
    return end < other.start;
  }

  /** Until when a write of unknown outcome may happen that was answered at the end. */
  Span late() {
    return new Span(start, later(LATE));
  }

  /** All of it that much later. */
  Span shifted(Duration by) {
    return new Span(start + by.toNanos(), later(by));
  }

  private long later(Duration by) {
    return isOpen() ? NEVER : end + by.toNanos();
  }

  Duration length() {
    return Duration.ofNanos(end - start);
  }
}
