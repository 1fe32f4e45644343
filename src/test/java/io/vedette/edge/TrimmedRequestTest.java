package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vedette.http.FakeRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimmedRequestTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a,a",
        " a\t ,a",
        "a b,a b",
        " \t,''",
        "'',''",
        "a\u000B,a\u000B",
        "\u00A0a,\u00A0a"
      })
  void getHeader_blanksAroundTheValue_areNoPartOfIt(String sent, String value) {
    TrimmedRequest request =
        new TrimmedRequest(FakeRequest.of("GET", "/").with("X", sent).with("X", "b ").request());

    assertEquals(value, request.getHeader("X"));
    assertEquals(List.of(value, "b"), Collections.list(request.getHeaders("X")));
  }

  @Test
  void getHeader_thatIsNotThere_isNone() {
    TrimmedRequest request = new TrimmedRequest(FakeRequest.of("GET", "/").request());

    assertNull(request.getHeader("X"));
    assertEquals(List.of(), Collections.list(request.getHeaders("X")));
    assertNull(request.getContentType());
  }

  @Test
  void getContentType_isTrimmedToo() {
    assertEquals(
        "a/b",
        new TrimmedRequest(FakeRequest.of("PUT", "/").with("Content-Type", "a/b ").request())
            .getContentType());
  }
}
