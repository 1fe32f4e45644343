package io.vedette.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.http.FakeRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerTest {
  private static FakeRequest request() {
    return FakeRequest.of("GET", "/api/v1/caches");
  }

  @Test
  void withoutTheField_thereIsNone() {
    assertEquals(Optional.empty(), Bearer.of(request().request()));
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer abc,   abc",
    "bearer abc,   abc",
    "BEARER  abc,  abc",
    "Bearer,       ''",
    "Basic abc,    ''",
    "Bearerabc,    ''",
    "'',           ''",
  })
  void ofOneField_itIsTheTokenOfThisScheme(String field, String token) {
    assertEquals(Optional.of(token), Bearer.of(request().with("Authorization", field).request()));
  }

  @Test
  void ofTwoFields_noneCounts() {
    assertEquals(
        Optional.of(""),
        Bearer.of(
            request()
                .with("Authorization", "Bearer a")
                .with("Authorization", "Bearer b")
                .request()));
  }
}
