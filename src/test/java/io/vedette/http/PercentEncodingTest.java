package io.vedette.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
  private static final long SEED = 20261123;

  @Test
  void decode_ofEncoded_isWhatItWas() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = PercentEncoding.encode(bytes);

      assertTrue(text.matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*"), text);
      assertArrayEquals(bytes, PercentEncoding.decode(text).orElseThrow(), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "'a b', a%20b",
    "a/b, a%2Fb",
    "é, %C3%A9",
    "-._~, -._~",
    "%, %25",
    "+, %2B"
  })
  void encode_text_escapesAllButTheUnreserved(String text, String encoded) {
    assertEquals(encoded, PercentEncoding.encode(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "a%2fb, a/b",
    "a%2Fb, a/b",
    "%41%42, AB",
    "+, +",
    "é, é",
    "é%41, éA",
    "😀%41, 😀A",
    "%25, %",
    "%2541, %41",
    "'', ''",
  })
  void decode_escapes_areReadOnce(String encoded, String text) {
    assertEquals(text, new String(PercentEncoding.decode(encoded).orElseThrow(), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%", "%4", "a%4", "%4g", "%g4", "%-1", "% 1", "%%41", "%u0041"})
  void decode_incompleteEscape_isEmpty(String text) {
    assertEquals(Optional.empty(), PercentEncoding.decode(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a;b", "a\\b", ".a", "a./b", "...", "a/...", "a b", "%2F"})
  void isCarried_aTextThatPathsKeep_is(String text) {
    assertTrue(PercentEncoding.isCarried(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        ".",
        "..",
        "a/.",
        "../a",
        "a/../b",
        "a/./b",
        "a\n",
        "\0",
        "a\u007Fb"
      })
  void isCarried_aTextThatTheyMayChange_isNot(String text) {
    assertFalse(PercentEncoding.isCarried(text));
  }

  @ParameterizedTest
  @CsvSource({
    "41, true",
    "C3A9, true",
    "F09F9880, true",
    "'', true",
    "C3, false",
    "C328, false",
    "C080, false",
    "EDA080, false",
    "F5808080, false",
    "FF, false",
  })
  void isUtf8_bytes_onlyWellFormed(String hex, boolean expected) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertEquals(expected, PercentEncoding.isUtf8(bytes));
  }
}
