package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import io.vedette.http.FakeRequest;
import io.vedette.http.Refusals;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
  private static final InputError REFUSAL =
      InputError.header("Content-Type", "not a media type of at most 255 characters");

  private static String of(String type) {
    return MediaTypes.of(FakeRequest.of("PUT", "/x").with("Content-Type", type).request());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain", "TEXT/Plain", "application/vnd.acme+json", "text/plain;charset=utf-8",
        "text/plain; charset=\"utf-8\"", "text/plain ;\tb=2;a=1", "text/plain;", "text/plain; ;a=b",
        "a/b;c=\"\"", "a/b;c=\"d\\\"e;f\"", "!#$%&'*+.^_`|~-/9",
            "multipart/mixed; boundary=\"a b\"",
      })
  void of_aMediaType_isKeptToTheLetter(String type) {
    assertEquals(type, of(type));
  }

  @Test
  void of_spaceAround_isDropped() {
    assertEquals("text/plain", of("  text/plain\t"));
  }

  @Test
  void of_none_isBytes() {
    assertEquals("application/octet-stream", MediaTypes.of(FakeRequest.of("PUT", "/x").request()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "text",
        "text/",
        "/plain",
        "text/plain/x",
        "text /plain",
        "text/ plain",
        "text/plain,a/b",
        "text/plain;a",
        "text/plain;a=",
        "text/plain;=b",
        "text/plain;a =b",
        "text/plain;a=\"b",
        "text/plain;a=b c",
        "text/pläin",
        "text/plain;a=\"é\"",
        "text/plain;a=\"\u0000\"",
        "*/*;a",
        "text/plain\r\nX: y",
      })
  void of_anythingElse_isRefused(String type) {
    Refusals.malformed(REFUSAL, () -> of(type));
  }

  @Test
  void of_itsLength_endsAt255() {
    String longest = "text/" + "a".repeat(250);

    assertEquals(longest, of(longest));
    Refusals.malformed(REFUSAL, () -> of(longest + "a"));
  }

  /** A header field costs time in proportion to its length, whatever is in it. */
  @Test
  void of_whatMakesPatternsSlow_isRefusedAtOnce() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Refusals.malformed(REFUSAL, () -> of("a/b" + ";".repeat(251) + "="));
          Refusals.malformed(REFUSAL, () -> of("a/b;c=\"" + "\\a".repeat(120)));
          Refusals.malformed(REFUSAL, () -> of("a/b" + "; ".repeat(120) + "x"));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "Text/Plain; charset=UTF-8",
        "application/json",
        "application/problem+json",
        "application/vnd.acme.v1+json;charset=utf-8",
        "image/png",
        "video/mp4"
      })
  void isInert_whatBrowsersShowAsItIs(String type) {
    Assertions.assertTrue(MediaTypes.isInert(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/xml",
        "application/json+xml",
        "application/pdf",
        "text/javascript",
        "text/css",
        "multipart/x-mixed-replace;boundary=a",
        "message/rfc822",
        "application/octet-stream",
        "text/plain;",
        "text/plain; a=b",
        "text/plain; charset=\"utf-7\"",
        "text/plain;charset=utf-8;charset=utf-7",
        "text/plainly",
        "x-text/plain",
        ""
      })
  void isInert_anythingElse_isNot(String type) {
    Assertions.assertFalse(MediaTypes.isInert(type));
  }
}
