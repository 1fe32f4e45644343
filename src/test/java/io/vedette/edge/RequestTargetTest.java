package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.Stub;
import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import io.vedette.http.FakeRequest;
import io.vedette.http.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  private static final InputError REFUSAL =
      InputError.parameter("path", "the path has a character that must be percent-encoded");

  private static HttpServletRequest withField(String name, String value) {
    return FakeRequest.of("GET", "/a").with("Accept", "*/*").with(name, value).request();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/b", "/%00%2F%5C%3B", "/a-._~!$&'()*+,=:@b", "/a?q={}|\"<>", "*"})
  void check_whatAPathMayHave_passes(String target) {
    RequestTarget.check(FakeRequest.of("GET", target).request());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b",
        "/a\tb",
        "/a\u0000",
        "/a\u007F",
        "/é",
        "/a\"",
        "/a<",
        "/a>",
        "/a\\b",
        "/a^",
        "/a`",
        "/{a}",
        "/a|b",
        "/[a]",
        "/a#b",
        "/a;b=c",
        "/a;",
      })
  void check_anythingElse_isRefused(String target) {
    Refusals.malformed(REFUSAL, () -> RequestTarget.check(FakeRequest.of("GET", target).request()));
  }

  /** The container cuts a session id out of the one and not of the other. */
  @Test
  @SuppressWarnings("JdkObsolete") // the servlet API wants a StringBuffer
  void check_cutByTheContainer_isRefused() {
    HttpServletRequest cut =
        Stub.of(
            HttpServletRequest.class,
            Map.of(
                "getRequestURI", none -> "/a",
                "getRequestURL", none -> new StringBuffer("http://localhost/a;jsessionid=1")));
    Refusals.malformed(REFUSAL, () -> RequestTarget.check(cut));
  }

  @Test
  void check_aFieldAtItsLimit_passes() {
    RequestTarget.check(withField("X-Long", "a".repeat(8192 - "X-Long".length())));
  }

  @Test
  void check_aFieldOverItsLimit_isRefused() {
    assertEquals(
        "A header field has at most 8192 characters in all its lines, all fields have 65536.",
        Refusals.refused(
                Problem.HEADERS_TOO_LARGE,
                () ->
                    RequestTarget.check(withField("X-Long", "a".repeat(8193 - "X-Long".length()))))
            .detail());
  }

  @Test
  void check_aFieldOverItsLimitInAllItsLines_isRefused() {
    FakeRequest request = FakeRequest.of("GET", "/a");
    request.with("Accept", "a".repeat(5000)).with("Accept", "b".repeat(5000));

    Refusals.refused(Problem.HEADERS_TOO_LARGE, () -> RequestTarget.check(request.request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a?b=é", "/a?\u0080", "/a?b\u0000", "/a?b c", "/a?\u007F"})
  void check_aByteThatNoQueryHas_isRefused(String target) {
    Refusals.malformed(
        InputError.parameter("query", "the query has a byte that must be percent-encoded"),
        () -> RequestTarget.check(FakeRequest.of("GET", target).request()));
  }

  @Test
  void check_manyFieldsOverTheirLimit_isRefused() {
    FakeRequest request = FakeRequest.of("GET", "/a");
    for (int i = 0; i < 9; i++) {
      request.with("X-" + i, "a".repeat(8000));
    }
    Refusals.refused(Problem.HEADERS_TOO_LARGE, () -> RequestTarget.check(request.request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\rb", "a\nb", "\u001F"})
  void check_aControlCharacterInAField_isRefused(String value) {
    Refusals.malformed(
        InputError.header("X-A", "the value has a control character"),
        () -> RequestTarget.check(withField("X-A", value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fill-Lease", "session-id", "CONTENT-TYPE"})
  void check_aFieldOfOneValue_withNoneOrTwo_isRefused(String field) {
    InputError refusal = InputError.header(field, "this field has one value, not empty");
    FakeRequest twice = FakeRequest.of("PUT", "/a").with(field, "a/b").with(field, "a/b");

    RequestTarget.check(FakeRequest.of("PUT", "/a").with(field, "a/b").request());
    Refusals.malformed(
        refusal, () -> RequestTarget.check(FakeRequest.of("PUT", "/a").with(field, "").request()));
    Refusals.malformed(refusal, () -> RequestTarget.check(twice.request()));
  }

  @Test
  void check_aTabInAField_passes() {
    RequestTarget.check(withField("X-A", "a\tb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a?%", "/a?b=%zz", "/a?b=c%2"})
  void check_aBrokenEscapeInTheQuery_isRefused(String target) {
    Refusals.malformed(
        InputError.parameter("query", "the query is not percent-encoded UTF-8"),
        () -> RequestTarget.check(FakeRequest.of("GET", target).request()));
  }
}
