package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private static final InputError REFUSAL =
      InputError.header("If-Match", "If-Match is not '*' or 1 to 100 quoted tags");

  private static String tags(int count) {
    return String.join(", ", Collections.nCopies(count, "\"a\""));
  }

  @Test
  void list_aStar_isAny() {
    assertEquals(Optional.empty(), EntityTag.list("If-Match", " * "));
  }

  @Test
  void list_weakAndStrong_keepsOrderAndStrength() {
    assertEquals(
        Optional.of(
            List.of(
                new EntityTag(false, "a"),
                new EntityTag(true, "b"),
                new EntityTag(false, ""),
                new EntityTag(false, "W/,\\é"))),
        EntityTag.list("If-Match", "\"a\",W/\"b\"\t, \"\" , \"W/,\\é\""));
  }

  @Test
  void parse_oneTagAlone_isTaken() {
    assertEquals(Optional.of(new EntityTag(true, "a")), EntityTag.parse("W/\"a\""));
    assertEquals(Optional.of(new EntityTag(false, "")), EntityTag.parse("\"\""));
    assertEquals(Optional.empty(), EntityTag.parse("\"a\", \"b\""));
    assertEquals(Optional.empty(), EntityTag.parse("a"));
    assertEquals(Optional.empty(), EntityTag.parse('"' + "a".repeat(8191) + '"'));
  }

  @Test
  void list_asManyAsAllowed_isTaken() {
    assertEquals(100, EntityTag.list("If-Match", tags(100)).orElseThrow().size());
  }

  /** A condition that cannot be read must not be taken as none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "\"a",
        "a\"",
        "w/\"a\"",
        "W/ \"a\"",
        "W/a",
        "\"a\" \"b\"",
        "\"a\"\"b\"",
        ",",
        " ,\t, ",
        "*,",
        "*, \"a\"",
        "\"a\", *",
        "\"a\";",
        "\"a b\"",
        "\"a\tb\"",
        "\"a\u0000\"",
        "\"\u0100\"",
        "'a'",
      })
  void list_anythingElse_isRefused(String value) {
    Refusals.malformed(REFUSAL, () -> EntityTag.list("If-Match", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\",", ",\"a\"", ", ,\t\"a\" ,, ", "\"a\" , "})
  void list_emptyMembers_areNone(String value) {
    assertEquals(
        Optional.of(List.of(new EntityTag(false, "a"))), EntityTag.list("If-Match", value));
  }

  @Test
  void list_tooMany_isRefused() {
    Refusals.malformed(REFUSAL, () -> EntityTag.list("If-Match", tags(101)));
  }

  @Test
  void list_ofCommas_isReadWithoutRecursion() {
    String commas = ", \t".repeat(1_000_000);
    assertEquals(2, EntityTag.list("If-Match", "\"a\"" + commas + "\"b\"").orElseThrow().size());
    assertEquals(1, EntityTag.list("If-Match", "\"a\"" + commas).orElseThrow().size());
    Refusals.malformed(REFUSAL, () -> EntityTag.list("If-Match", commas));
  }
}
