package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import io.vedette.http.FakeRequest;
import io.vedette.http.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private static FakeRequest request() {
    return FakeRequest.of("PUT", "/a").with("Host", "x");
  }

  private static void refused(String field, String detail, FakeRequest request) {
    Refusals.malformed(InputError.header(field, detail), () -> Framing.check(request.request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "003", "999999999999999999"})
  void check_aLength_passes(String length) {
    Framing.check(request().with("Content-Length", length).request());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+3",
        "-3",
        "3, 3",
        "0x3",
        "3.0",
        "3;",
        "3 3",
        "\u00a03",
        "1e1",
        "1000000000000000000"
      })
  void check_anotherLength_isRefused(String length) {
    refused(
        "Content-Length",
        "the length is one whole number",
        request().with("Content-Length", length));
  }

  @Test
  void check_twoLengths_isRefused() {
    refused(
        "Content-Length",
        "the length is one whole number",
        request().with("Content-Length", "3").with("Content-Length", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2", "HTTP/2.0"})
  void check_theSameLengthTwice_isOneInHttp2(String version) {
    Framing.check(
        request()
            .with("Content-Length", "3")
            .with("Content-Length", "3")
            .protocol(version)
            .request());
    refused(
        "Content-Length",
        "the length is one whole number",
        request().with("Content-Length", "3").with("Content-Length", "4").protocol(version));
  }

  @Test
  void check_trailers_areRefusedInHttp2() {
    refused(
        "Trailer",
        "in HTTP/2 nothing follows the content",
        request().with("Trailer", "x").protocol("HTTP/2.0"));
    Framing.check(request().with("Trailer", "x").request());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked"})
  void check_chunked_passes(String coding) {
    Framing.check(request().with("Transfer-Encoding", coding).request());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "gzip, chunked",
        "chunked, chunked",
        "chunked,",
        "xchunked",
        "\"chunked\""
      })
  void check_anotherCoding_isRefused(String coding) {
    refusedCoding(request().with("Transfer-Encoding", coding));
  }

  @Test
  void check_aCodingInDoubt_isRefused() {
    FakeRequest twice = request().with("Transfer-Encoding", "chunked");
    refusedCoding(twice.with("Transfer-Encoding", "chunked"));
    FakeRequest both = request().with("Transfer-Encoding", "chunked");
    refusedCoding(both.with("Content-Length", "3"));
    refusedCoding(request().with("Transfer-Encoding", "chunked").protocol("HTTP/1.0"));
  }

  private static void refusedCoding(FakeRequest request) {
    refused(
        "Transfer-Encoding",
        "the only transfer coding is 'chunked', in HTTP/1.1 and without a Content-Length",
        request);
  }

  @Test
  void check_oneHost_isWantedByHttp11() {
    refused("Host", "a request names one host", FakeRequest.of("GET", "/"));
    refused("Host", "a request names one host", request().with("Host", "y"));
    Framing.check(FakeRequest.of("GET", "/").protocol("HTTP/1.0").request());
    Framing.check(FakeRequest.of("GET", "/").protocol("HTTP/2").request());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, HTTP/1.1, , true",
    "POST, HTTP/1.1, , true",
    "PATCH, HTTP/1.1, , true",
    "PUT, HTTP/1.1, Content-Length, false",
    "PUT, HTTP/1.1, Transfer-Encoding, false",
    "PUT, HTTP/2, , false",
    "GET, HTTP/1.1, , false",
    "DELETE, HTTP/1.1, , false",
  })
  void isInDoubt_withoutALengthWhereThereMayBeContent(
      String method, String version, String field, boolean doubt) {
    FakeRequest request = FakeRequest.of(method, "/a").protocol(version);
    if (field != null) {
      request.with(field, "0");
    }
    assertEquals(doubt, Framing.isInDoubt(request.request()));
  }
}
