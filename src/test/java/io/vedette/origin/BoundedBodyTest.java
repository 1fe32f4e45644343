package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private long held;

  private byte[] read(long announced, int most, int sent) {
    BoundedBody body = new BoundedBody(announced, most, bytes -> held += bytes);
    body.onNext(List.of(ByteBuffer.wrap(new byte[sent])));
    body.onComplete();
    return body.getBody().toCompletableFuture().join();
  }

  @Test
  void body_asAnnounced_isTakenAndHeld() {
    assertArrayEquals(new byte[5], read(5, 10, 5));
    assertArrayEquals(new byte[5], read(-1, 5, 5));
    assertEquals(10, held);
  }

  /** As HTTP/2 allows an origin to do: RFC 9113, section 8.1.1. */
  @Test
  void body_ofAnotherLengthThanAnnounced_hasFailed() {
    assertThrows(CompletionException.class, () -> read(5, 10, 4));
    assertThrows(CompletionException.class, () -> read(5, 10, 6));
  }

  @Test
  void body_thatIsTooLarge_isNotHeld() {
    assertThrows(CompletionException.class, () -> read(-1, 5, 6));
    assertThrows(CompletionException.class, () -> read(6, 5, 0));
    assertEquals(0, held);
  }
}
