package io.vedette.edge;

import io.vedette.failure.InputError;
import io.vedette.http.FakeRequest;
import io.vedette.http.Refusals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HonoursFilterTest {
  private static FakeRequest of(String method) {
    return FakeRequest.of(method, "/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match", "Fill-Lease", "Cache-Groups"})
  void check_aFieldThatTheCallNames_passes(String field) {
    HonoursFilter.check(of("PUT").with(field, "x").request(), List.of(field, "X"));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, If-Match",
    "POST, If-None-Match",
    "DELETE, Fill-Lease",
    "PATCH, Cache-Groups",
    "GET, If-Match",
    "HEAD, Fill-Lease",
  })
  void check_aFieldThatItDoesNotName_isRefused(String method, String field) {
    Refusals.malformed(
        InputError.header(field, "this call does not honour '%s'".formatted(field)),
        () -> HonoursFilter.check(of(method).with(field, "").request(), List.of("X")));
  }

  @Test
  void check_aTagThatAReaderKnows_changesNothing() {
    HonoursFilter.check(of("GET").with("If-None-Match", "\"a\"").request(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "DELETE"})
  void check_contentWhereThereIsNone_isRefused(String method) {
    InputError refusal = InputError.header("Content-Length", "this call takes no content");

    HonoursFilter.check(of(method).content(new byte[0]).request(), List.of());
    HonoursFilter.check(of(method).request(), List.of());
    Refusals.malformed(
        refusal, () -> HonoursFilter.check(of(method).content(new byte[1]).request(), List.of()));
    Refusals.malformed(
        refusal,
        () ->
            HonoursFilter.check(
                of(method).with("Transfer-Encoding", "chunked").request(), List.of()));
  }

  @Test
  void check_contentOfAWrite_isNotItsBusiness() {
    HonoursFilter.check(of("POST").content(new byte[1]).request(), List.of());
  }
}
