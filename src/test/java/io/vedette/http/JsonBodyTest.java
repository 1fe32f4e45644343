package io.vedette.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import io.vedette.failure.Taken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static FakeRequest json(String content) {
    return FakeRequest.of("PUT", "/x")
        .with("Content-Type", "application/json")
        .content(content.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void object_anObject_isRead(String type) {
    FakeRequest request =
        FakeRequest.of("PUT", "/x")
            .with("Content-Type", type)
            .content(" {\"ttl\": 37} ".getBytes(UTF_8));
    assertEquals(37, JsonBody.object(request.request(), List.of("ttl")).getInt("ttl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/json", "application/jsonx", "text/plain;application/json", ""})
  void object_ofAnotherType_isRefused(String type) {
    FakeRequest request =
        FakeRequest.of("PUT", "/x").with("Content-Type", type).content("{}".getBytes(UTF_8));
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE, () -> JsonBody.object(request.request(), List.of()));
  }

  @Test
  void object_withoutType_isRefused() {
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE,
        () -> JsonBody.object(FakeRequest.of("PUT", "/x").request(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"tll, /tll, did you mean 'ttl'?", "a/b~c, /a~1b~0c, known: ttl"})
  void object_anUnknownMember_isRefusedByItsPointer(String member, String pointer, String hint) {
    Refusals.malformed(
        InputError.pointer(pointer, "unknown member '%s': %s".formatted(member, hint)),
        () -> JsonBody.object(json("{\"" + member + "\":1}").request(), List.of("ttl")));
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
  void object_anythingElse_isMalformed(String content) {
    Failure failure =
        Refusals.refused(
            Problem.MALFORMED_REQUEST,
            () -> JsonBody.object(json(content).request(), List.of("ttl")));
    assertEquals("", failure.errors().get(0).name());
    assertTrue(failure.detail().startsWith("the content is not"), failure.detail());
  }

  @Test
  void object_overItsLimit_isTooLarge() {
    String large = "{\"ttl\":\"" + "a".repeat(64 * 1024) + "\"}";
    assertEquals(
        "The limit is 65536 bytes.",
        Refusals.refused(
                Problem.TOO_LARGE, () -> JsonBody.object(json(large).request(), List.of("ttl")))
            .detail());
  }

  @Test
  void object_beyondABound_isMalformed() {
    Failure failure =
        Refusals.refused(
            Problem.MALFORMED_REQUEST,
            () ->
                JsonBody.object(json("{\"ttl\":" + "[".repeat(32_000)).request(), List.of("ttl")));
    assertTrue(failure.detail().startsWith("the content is nested at most"), failure.detail());
  }

  /** Eight clients with a million empty objects each ended a server. */
  @Test
  void object_withoutRoomForItsValues_isRefusedBeforeItIsParsed() {
    String values = "{\"ttl\":[" + "1,".repeat(9_000) + "1]}";
    Refusals.refused(
        Problem.OVERLOADED,
        () -> JsonBody.object(json(values).room(1_000_000).request(), List.of("ttl")));
    JsonBody.object(json(values).room(1_300_000).request(), List.of("ttl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", ""})
  void optionalObject_withoutContent_isEmptyWhateverItsType(String type) {
    FakeRequest request = FakeRequest.of("POST", "/x").with("Content-Type", type);
    assertTrue(JsonBody.optionalObject(request.request(), List.of("by")).isEmpty());
    assertTrue(
        JsonBody.optionalObject(request.content(new byte[0]).request(), List.of("by")).isEmpty());
  }

  @Test
  void optionalObject_withContent_isReadAsAnyOther() {
    assertEquals(
        5, JsonBody.optionalObject(json("{\"by\":5}").request(), List.of("by")).getInt("by"));
    Refusals.malformed(
        InputError.pointer("/by", "unknown member 'by': none is known here"),
        () -> JsonBody.optionalObject(json("{\"by\":5}").request(), List.of()));
    Refusals.refused(
        Problem.UNSUPPORTED_MEDIA_TYPE,
        () ->
            JsonBody.optionalObject(
                FakeRequest.of("POST", "/x").content("{}".getBytes(UTF_8)).request(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "\"a\"", " [1, {}] ", "{\"a\":1}", "true"})
  void value_ofAnyKind_isRead(String content) {
    assertEquals(content.replace(" ", ""), JsonBody.value(json(content).request(), 100).toString());
  }

  @Test
  void anyObject_withAnyMembers_isRead() {
    assertEquals(
        "{\"a\":1,\"b\":null}",
        JsonBody.anyObject(json("{\"a\":1,\"b\":null}").request(), 100).toString());
    Refusals.refused(
        Problem.MALFORMED_REQUEST, () -> JsonBody.anyObject(json("[]").request(), 100));
  }

  @Test
  void mergePatch_ofItsTypeAlone_isRead() {
    FakeRequest patch =
        FakeRequest.of("PATCH", "/x")
            .with("Content-Type", "application/merge-patch+json")
            .content("{\"a\":null}".getBytes(UTF_8));
    assertEquals("{\"a\":null}", JsonBody.mergePatch(patch.request(), 100).toString());
    assertEquals(
        Optional.of(new Taken(Taken.Kind.MEDIA_TYPE, "application/merge-patch+json")),
        Refusals.refused(
                Problem.UNSUPPORTED_MEDIA_TYPE,
                () -> JsonBody.mergePatch(json("{}").request(), 100))
            .taken());
  }
}
