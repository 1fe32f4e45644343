package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("ttl", "prefix", "keyEncoding");

  @ParameterizedTest
  @CsvSource({
    "tll, ttl",
    "tl, ttl",
    "ttls, ttl",
    "perfix, prefix",
    "keyencoding, keyEncoding",
    "keyEnkodinng, keyEncoding",
  })
  void among_aSlip_namesTheNearest(String mistyped, String meant) {
    assertEquals("did you mean '" + meant + "'?", Suggestion.among(KNOWN, mistyped));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit", "TTL", "encoding of the key", "ttl-of-the-entry"})
  void among_nothingNear_namesAllInOrder(String mistyped) {
    assertEquals("known: keyEncoding, prefix, ttl", Suggestion.among(KNOWN, mistyped));
  }

  @Test
  void among_noneKnown_saysSo() {
    assertEquals("none is known here", Suggestion.among(List.of(), "ttl"));
  }

  /** To compare four million letters would take seconds. */
  @Test
  void among_whatNobodyMistypes_isNotCompared() {
    assertEquals(
        "known: " + "t".repeat(60),
        Suggestion.among(java.util.List.of("t".repeat(60)), "t".repeat(65)));
  }
}
