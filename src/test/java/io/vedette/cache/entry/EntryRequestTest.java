package io.vedette.cache.entry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import io.vedette.http.FakeRequest;
import io.vedette.http.Refusals;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryRequestTest {
  private static EntryRequest of(String target, String... parameters) {
    return EntryRequest.of(
        "news",
        "entries",
        FakeRequest.of("PUT", target).with("If-Match", "*").request(),
        parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/caches/news/entries/a, a",
    "/api/v1/caches/news/entries/a/b%20c, a/b c",
    "/api/v1/caches/news/entries/caches/news/entries/a, caches/news/entries/a",
    "/api/v1/caches/news/entries/Li4?keyEncoding=base64url, ..",
    "/api/v1/caches/news/entries/a?ttl=5, a",
    "/api/v1/caches/%6Eews/entries/a/entries/b, a/entries/b",
  })
  void of_aTarget_findsTheKeyAsItWasSent(String target, String key) {
    assertEquals(key, of(target, "ttl").key().text());
  }

  @Test
  void of_aRequest_readsAllOfIt() {
    EntryRequest request = of("/api/v1/caches/news/entries/a?ttl=5", "ttl");

    assertAll(
        () -> assertEquals("news", request.cache().text()),
        () -> assertEquals("*", request.conditions().ifMatch()),
        () -> assertEquals(Optional.of("5"), request.query().text("ttl")),
        () -> assertEquals("/api/v1/caches/news/entries/a", request.target()),
        () -> assertEquals("", request.requestId()));
  }

  @Test
  void of_aParameterOfAnotherCall_isRefused() {
    Refusals.malformed(
        InputError.parameter("ttl", "unknown parameter 'ttl': known: keyEncoding"),
        () -> of("/api/v1/caches/news/entries/a?ttl=5"));
  }

  @Test
  void of_aBadCacheName_isRefused() {
    Refusals.refused(
        Problem.MALFORMED_REQUEST,
        () ->
            EntryRequest.of(
                "NEWS",
                "entries",
                FakeRequest.of("GET", "/api/v1/caches/NEWS/entries/a").request()));
  }

  @Test
  void answered_nothingThere_isMissing() {
    CompletableFuture<Optional<Response>> absent =
        CompletableFuture.completedFuture(Optional.empty());
    assertEquals(
        404,
        of("/api/v1/caches/news/entries/a")
            .answered(absent)
            .toCompletableFuture()
            .join()
            .getStatus());
  }
}
