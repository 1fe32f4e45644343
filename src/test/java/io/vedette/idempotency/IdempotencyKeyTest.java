package io.vedette.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.FakeRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private static Optional<String> key(String... lines) {
    FakeRequest request = FakeRequest.of("POST", "/x");
    for (String line : lines) {
      request.with("Idempotency-Key", line);
    }
    return IdempotencyKey.of(request.request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"8e03978e-40d5\" | 8e03978e-40d5",
        "8e03978e-40d5     | 8e03978e-40d5",
        "\"a\\\"b\\\\\"     | a\"b\\",
        "\"a, b\"          | a, b",
        "\"a\";since=1     | a",
        "a+b/c==           | a+b/c=="
      })
  void of_aStringOrABareOne_isTheKey(String line, String key) {
    assertEquals(Optional.of(key), key(line));
  }

  @Test
  void of_noField_isNone() {
    assertEquals(Optional.empty(), key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"a", "a b", "a,b", "\"a\", \"b\"", "\"\u00fc\"", "a;b"})
  void of_anythingElse_isMalformed(String line) {
    Failure failure = assertThrows(Failure.class, () -> key(line));

    assertEquals(Problem.MALFORMED_REQUEST, failure.problem());
    assertEquals("Idempotency-Key", failure.errors().get(0).name());
  }

  @Test
  void of_twoLines_isMalformed() {
    assertThrows(Failure.class, () -> key("\"a\"", "\"b\""));
    assertThrows(Failure.class, () -> key("a", "b"));
  }

  @Test
  void of_255Characters_isTheMost() {
    assertEquals(Optional.of("x".repeat(255)), key("x".repeat(255)));
    assertThrows(Failure.class, () -> key("x".repeat(256)));
  }
}
