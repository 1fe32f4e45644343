package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.failure.Taken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final int LIMIT = 10;

  private static FakeRequest put() {
    return FakeRequest.of("PUT", "/x");
  }

  /** A stream that ends in an exception when it is read. */
  private static InputStream failing(IOException thrown) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw thrown;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        throw thrown;
      }
    };
  }

  private static void tooLarge(FakeRequest request) {
    Failure failure =
        Refusals.refused(Problem.TOO_LARGE, () -> RequestBody.bytes(request.request(), LIMIT));
    assertEquals("The limit is 10 bytes.", failure.detail());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LIMIT})
  void bytes_upToTheLimit_areReadAsTheyCame(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);

    assertArrayEquals(content, RequestBody.bytes(put().content(content).request(), LIMIT));
    assertArrayEquals(
        content,
        RequestBody.bytes(put().content(new ByteArrayInputStream(content), -1).request(), LIMIT));
  }

  @Test
  void bytes_announcedOverTheLimit_areNotReadAtAll() {
    tooLarge(put().content(failing(new IOException("it was read")), LIMIT + 1));
  }

  @Test
  void bytes_unannouncedOverTheLimit_areReadOnlyOneTooFar() {
    ByteArrayInputStream endless = new ByteArrayInputStream(new byte[1_000]);
    tooLarge(put().content(endless, -1));
    assertEquals(1_000 - LIMIT - 1, endless.available());
  }

  @Test
  void bytes_unannouncedOfManyPieces_areReadAsTheyCame() {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);

    assertArrayEquals(
        content,
        RequestBody.bytes(
            put().content(new ByteArrayInputStream(content), -1).request(), content.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT, -1})
  void bytes_withoutRoomForThem_areRefusedUnread(int announced) {
    ByteArrayInputStream content = new ByteArrayInputStream(new byte[LIMIT]);

    Failure failure =
        Refusals.refused(
            Problem.OVERLOADED,
            () ->
                RequestBody.bytes(
                    put().content(content, announced).room(LIMIT - 1).request(), LIMIT));

    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
    assertEquals(LIMIT, content.available());
  }

  @Test
  void bytes_endingEarly_areMalformed() {
    Refusals.malformed(
        InputError.header("Content-Length", "the content ended before its announced length"),
        () ->
            RequestBody.bytes(
                put().content(new ByteArrayInputStream(new byte[3]), 4).request(), LIMIT));
    Refusals.malformed(
        InputError.header("Transfer-Encoding", "the content ended early or is badly chunked"),
        () -> RequestBody.bytes(put().content(failing(new IOException()), -1).request(), LIMIT));
  }

  @Test
  void bytes_tooSlow_isATimeoutThatAppliedNothing() {
    assertEquals(
        Optional.of(Outcome.NOT_APPLIED),
        Refusals.refused(
                Problem.REQUEST_TIMEOUT,
                () ->
                    RequestBody.bytes(
                        put().content(failing(new SocketTimeoutException()), 5).request(), LIMIT))
            .outcome());
  }

  @Test
  void bytes_withAContentCoding_areRefusedUnlessIdentity() {
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE,
        () -> RequestBody.bytes(put().with("Content-Encoding", "gzip").request(), LIMIT));
    FakeRequest second = put().with("Content-Encoding", "identity").with("Content-Encoding", "br");
    assertEquals(
        Optional.of(new Taken(Taken.Kind.CONTENT_CODING, "identity")),
        Refusals.refused(
                Problem.UNSUPPORTED_MEDIA_TYPE, () -> RequestBody.bytes(second.request(), LIMIT))
            .taken());
    assertEquals(
        0,
        RequestBody.bytes(put().with("Content-Encoding", ", identity,").request(), LIMIT).length);
    assertEquals(
        0, RequestBody.bytes(put().with("Content-Encoding", " Identity").request(), LIMIT).length);
  }

  @Test
  void bytes_ofAPartOfAValue_areRefused() {
    Refusals.malformed(
        InputError.header("Content-Range", "a part of a value cannot be written"),
        () -> RequestBody.bytes(put().with("Content-Range", "bytes 0-1/2").request(), LIMIT));
  }
}
