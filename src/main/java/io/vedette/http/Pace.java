package io.vedette.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * How fast content arrives. The container's timeout begins anew with each byte: a client that sends
 * one now and then would hold a thread and a place among the requests for as long as it likes.
 */
final class Pace {
  /** The least that is waited. */
  static final long PATIENCE_SECONDS = 15;

  /** What a second of more patience costs: half a megabit. */
  static final long BYTES_PER_SECOND = 64 * 1024;

  private static final long NANOS = 1_000_000_000;

  private final LongSupplier clock;
  private final long started;
  private long received;

  /**
   * Begins.
   *
   * @param clock in nanoseconds, as {@link System#nanoTime()}
   */
  Pace(LongSupplier clock) {
    this.clock = clock;
    this.started = clock.getAsLong();
  }

  /**
   * Reads until the array is full or the content ends.
   *
   * @return how many bytes were read
   * @throws SocketTimeoutException when they come too slowly
   */
  int fill(InputStream in, byte[] into) throws IOException {
    int at = 0;
    int length = 0;
    while (length >= 0 && at < into.length) {
      length = in.read(into, at, into.length - at);
      if (length > 0) {
        at += length;
        received += length;
      }
      if (isTooSlow()) {
        throw new SocketTimeoutException("too slow");
      }
    }
    return at;
  }

  private boolean isTooSlow() {
    long seconds = (clock.getAsLong() - started) / NANOS;
    return seconds > PATIENCE_SECONDS + received / BYTES_PER_SECOND;
  }
}
