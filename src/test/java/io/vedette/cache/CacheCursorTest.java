package io.vedette.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheCursorTest {
  private static Optional<CacheCursor> parse(String plain) {
    return CacheCursor.parse(Base64.getUrlEncoder().encodeToString(plain.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'', news", "0, ''", "18446744073709551615, a.b-c_d"})
  void parse_ofText_isWhatItWas(String scan, String name) {
    CacheCursor cursor = new CacheCursor(scan, name);
    assertEquals(Optional.of(cursor), CacheCursor.parse(cursor.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "a:", "-1:", "1:A", "1:a:b", "18446744073709551616:", "1:a\n", "é:"})
  void parse_anythingElse_isNone(String plain) {
    assertEquals(Optional.empty(), parse(plain));
  }

  @Test
  void parse_whatIsNoBase64_isNone() {
    assertEquals(Optional.empty(), CacheCursor.parse("%%%"));
  }
}
