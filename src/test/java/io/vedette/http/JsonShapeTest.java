package io.vedette.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonShapeTest {
  private static final Optional<String> NO_TEXT =
      Optional.of("the content is not UTF-8, or has half a surrogate pair");
  private static final Optional<String> BEYOND =
      Optional.of(
          "the content is nested at most 16 deep, of at most 100000 values, and its numbers have at"
              + " most 64 characters");

  private static Optional<String> fault(String text) {
    return JsonShape.of(text.getBytes(UTF_8)).fault();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"a\":[1,-2.5e3,true,null,\"[[[[[[[[[[[[[[[[[[[[[[[[\"]}",
        "\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[\"",
        "\"\\\\\"",
        "\"\\ud83d\\ude00 \\uD83D\\uDE00 \\u0041 😀\"",
        "\"open",
        "\"open\\",
        "]]]]",
        "no json at all",
      })
  void fault_ofWhatMayBeParsed_isNone(String text) {
    assertEquals(Optional.empty(), fault(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83dx\\ude00\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "{\"\\uDfff\":1}",
        "\"\\ud83d\\ud",
      })
  void fault_ofHalfAPair_isNamed(String text) {
    assertEquals(NO_TEXT, fault(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\u00ff\"", "\"\u00c0\u00af\"", "\"\u00ed\u00a0\u0080\"", "\u00ef\u00bb"})
  void fault_ofBytesThatAreNoUtf8_isNamed(String bytes) {
    assertEquals(NO_TEXT, JsonShape.of(bytes.getBytes(ISO_8859_1)).fault());
  }

  @ParameterizedTest
  @CsvSource({"[, 16", "'{\"a\":', 16", "'1,', 99999", "9, 64", "'\"a\":', 99999"})
  void fault_ofOneBeyondABound_isNamed(String part, int most) {
    assertEquals(Optional.empty(), fault(part.repeat(most)));
    assertEquals(BEYOND, fault(part.repeat(most + 1)));
  }

  @Test
  void fault_ofAVeryDeepText_isFoundWithoutRecursion() {
    assertEquals(BEYOND, fault("[".repeat(4_000_000)));
  }

  @Test
  void parsedBytes_growWithLengthAndValues() {
    assertTrue(JsonShape.of("[1,1,1]".getBytes(UTF_8)).parsedBytes() >= 4 * 7 + 128 * 4);
  }
}
