package io.vedette.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final int LIMIT = 10;

  private static FakeRequest put() {
    return FakeRequest.of("PUT", "/x");
  }

  private static FakeRequest json(String content) {
    return put().with("Content-Type", "application/json").content(content.getBytes(UTF_8));
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
    assertEquals(
        0, RequestBody.bytes(put().with("Content-Encoding", " Identity").request(), LIMIT).length);
  }

  @Test
  void bytes_ofAPartOfAValue_areRefused() {
    Refusals.malformed(
        InputError.header("Content-Range", "a part of a value cannot be written"),
        () -> RequestBody.bytes(put().with("Content-Range", "bytes 0-1/2").request(), LIMIT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void json_anObject_isRead(String type) {
    FakeRequest request =
        put().with("Content-Type", type).content(" {\"ttl\": 37} ".getBytes(UTF_8));
    assertEquals(37, RequestBody.json(request.request(), List.of("ttl")).getInt("ttl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/json", "application/jsonx", "text/plain;application/json", ""})
  void json_ofAnotherType_isRefused(String type) {
    FakeRequest request = put().with("Content-Type", type).content("{}".getBytes(UTF_8));
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE, () -> RequestBody.json(request.request(), List.of()));
  }

  @Test
  void json_withoutType_isRefused() {
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE, () -> RequestBody.json(put().request(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"tll, /tll, did you mean 'ttl'?", "a/b~c, /a~1b~0c, known: ttl"})
  void json_anUnknownMember_isRefusedByItsPointer(String member, String pointer, String hint) {
    Refusals.malformed(
        InputError.pointer(pointer, "unknown member '%s': %s".formatted(member, hint)),
        () -> RequestBody.json(json("{\"" + member + "\":1}").request(), List.of("ttl")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "\"a\"",
        "{",
        "{} {}",
        "{}x",
        "{\"ttl\":}",
        "{'ttl':1}",
        "{\"ttl\":1,}",
        "{\"ttl\":1,\"ttl\":2}",
        "{\"ttl\":NaN}",
        "{\"ttl\":1e2147483648}",
        "{\"ttl\":1e-99999999999}",
      })
  void json_anythingElse_isMalformed(String content) {
    Failure failure =
        Refusals.refused(
            Problem.MALFORMED_REQUEST,
            () -> RequestBody.json(json(content).request(), List.of("ttl")));
    assertEquals("", failure.errors().get(0).name());
    assertTrue(failure.detail().startsWith("the content is not a JSON object"), failure.detail());
  }

  @Test
  void json_overItsLimit_isTooLarge() {
    String large = "{\"ttl\":\"" + "a".repeat(64 * 1024) + "\"}";
    assertEquals(
        "The limit is 65536 bytes.",
        Refusals.refused(
                Problem.TOO_LARGE, () -> RequestBody.json(json(large).request(), List.of("ttl")))
            .detail());
  }

  @Test
  void json_beyondABound_isMalformed() {
    Failure failure =
        Refusals.refused(
            Problem.MALFORMED_REQUEST,
            () ->
                RequestBody.json(json("{\"ttl\":" + "[".repeat(32_000)).request(), List.of("ttl")));
    assertTrue(failure.detail().startsWith("the content is nested at most"), failure.detail());
  }

  /** Eight clients with a million empty objects each ended a server. */
  @Test
  void json_withoutRoomForItsValues_isRefusedBeforeItIsParsed() {
    String values = "{\"ttl\":[" + "1,".repeat(9_000) + "1]}";
    Refusals.refused(
        Problem.OVERLOADED,
        () -> RequestBody.json(json(values).room(1_000_000).request(), List.of("ttl")));
    RequestBody.json(json(values).room(1_300_000).request(), List.of("ttl"));
  }
}
