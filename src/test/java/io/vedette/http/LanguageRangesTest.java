package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageRangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|de",
        "en, de|de,en",
        "de, en|de,en",
        "eN, De|de,en",
        "'  en ,\tde '|de,en",
        "en,, de,|de,en",
        "de, DE|de",
        "zh-Hant-TW ; Q=0.50, *;q=0.5|*;q=0.5,zh-hant-tw;q=0.5",
        "de;q=1, en;q=1.000, fr;q=1.|de,en,fr",
        "de;q=0, en;q=0.000, fr;q=0.|de;q=0,en;q=0,fr;q=0",
        "de;q=0.105, en;q=0.010|de;q=0.105,en;q=0.01",
        "''|''"
      })
  void normal_isOneForAllThatSayTheSame(String list, String normal) {
    assertEquals(normal, LanguageRanges.normal(list));
    assertEquals(normal, LanguageRanges.normal(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "de;q=2",
        "de;q=1.001",
        "de;q=0.1234",
        "de;level=1",
        "De, \"en, fr\"",
        "B, language_1",
        "a b",
        "De;",
        "Abcdefghi"
      })
  void normal_ofWhatIsNoSuchList_isWhatItWas(String value) {
    assertEquals(value, LanguageRanges.normal(value));
  }

  @Test
  void normal_keepsApartWhatSaysSomethingElse() {
    String list = LanguageRanges.normal("de, en;q=0.5");

    assertNotEquals(list, LanguageRanges.normal("en, de;q=0.5"));
    assertNotEquals(list, LanguageRanges.normal("de, en"));
    assertNotEquals(list, LanguageRanges.normal("de, en;q=0.51"));
    assertNotEquals(list, LanguageRanges.normal("de"));
    assertNotEquals(LanguageRanges.normal("de-at"), LanguageRanges.normal("de, at"));
  }
}
