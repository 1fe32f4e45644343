package io.vedette.traffic;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;

/** One request in flight, with the bytes that it holds; closing gives back both, once. */
public final class Admission implements AutoCloseable {
  private final Traffic traffic;
  private final int counted;
  private long held;
  private boolean closed;

  /**
   * Begins.
   *
   * @param counted as how many requests in flight
   */
  Admission(Traffic traffic, int counted) {
    this.traffic = traffic;
    this.counted = counted;
  }

  /**
   * Holds that many bytes more until the request is answered. Asked before they are there.
   *
   * @throws Failure {@link Problem#OVERLOADED} when all requests together would hold too many, or
   *     when this one has ended meanwhile, so that nobody would give them back
   */
  public synchronized void hold(long bytes) {
    if (closed) {
      throw Failure.of(Problem.OVERLOADED, "The request has ended.");
    }
    traffic.hold(bytes, held);
    held += bytes;
  }

  /** Twice is harmless. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      traffic.leave(held, counted);
    }
  }
}
