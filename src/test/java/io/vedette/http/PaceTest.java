package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Pace pace = new Pace(now::get);

  /** Gives {@code piece} bytes after each {@code pause}, for ever. */
  private InputStream dribble(int piece, Duration pause) {
    return new InputStream() {
      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        now.addAndGet(pause.toNanos());
        return Math.min(piece, length);
      }
    };
  }

  @Test
  void fill_withWhatComes_endsWithTheContent() throws IOException {
    assertEquals(3, pace.fill(new ByteArrayInputStream(new byte[3]), new byte[5]));
    assertEquals(0, pace.fill(new ByteArrayInputStream(new byte[0]), new byte[5]));
  }

  @Test
  void fill_fastEnough_takesAsLongAsItTakes() throws IOException {
    int size = 8 * 1024 * 1024;
    assertEquals(size, pace.fill(dribble(64 * 1024, Duration.ofSeconds(1)), new byte[size]));
    assertEquals(15, pace.fill(dribble(1, Duration.ofSeconds(1)), new byte[15]));
  }

  @Test
  void fill_byteByByte_isCutOff() {
    long started = now.get();
    assertThrows(
        SocketTimeoutException.class,
        () -> pace.fill(dribble(1, Duration.ofMillis(500)), new byte[1000]));
    assertEquals(Duration.ofSeconds(16), Duration.ofNanos(now.get() - started));
  }
}
