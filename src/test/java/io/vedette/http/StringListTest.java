package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringListTest {
  @Test
  void parse_whatTheFormatAllows() {
    assertEquals(List.of(), StringList.parse("F", "  "));
    assertEquals(List.of("a"), StringList.parse("F", "\"a\""));
    assertEquals(
        List.of("a b", "", "c,\"d\\"), StringList.parse("F", " \"a b\" ,\t\"\", \"c,\\\"d\\\\\" "));
    assertEquals(
        List.of("a", "b"), StringList.parse("F", "\"a\";x;y=1;z=\"q,;\\\"\"; *w=?1, \"b\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\"a",
        "\"a\",",
        ",",
        "\"a\" \"b\"",
        "\"a\"b",
        "\"é\"",
        "\"a\\b\"",
        "\"a\";",
        "\"a\";X=1",
        "('a')",
        "\"a\n\""
      })
  void parse_whatItDoesNot_isRefused(String value) {
    assertTrue(
        Refusals.refused(Problem.MALFORMED_REQUEST, () -> StringList.parse("Cache-Groups", value))
            .detail()
            .contains("list of strings"));
  }

  @Test
  void format_isReadAgain() {
    List<String> strings = List.of("a", "b \"c\"", "\\", "~ !");

    assertEquals(strings, StringList.parse("F", StringList.format(strings)));
  }

  @Test
  void parse_manyBackslashes_isQuick() {
    String value = "\"" + "\\\\".repeat(8000);

    assertTrue(
        Refusals.refused(Problem.MALFORMED_REQUEST, () -> StringList.parse("F", value))
            .detail()
            .contains("list of strings"));
  }
}
