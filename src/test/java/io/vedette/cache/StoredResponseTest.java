package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredResponseTest {
  private static final Map<String, String> GERMAN = Map.of("accept-language", "de");

  private static StoredResponse response(
      int status, Map<String, String> selecting, Map<String, String> fields) {
    return new StoredResponse(
        status,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        true,
        Duration.ofMillis(4),
        selecting,
        fields);
  }

  @Test
  void parse_ofItsText_isTheSame() {
    StoredResponse response =
        response(200, GERMAN, Map.of("etag", "\"a:b\"", "x-empty", "", "x-é", "ü?:"));

    assertEquals(response, StoredResponse.parse(response.text()));
    assertEquals(
        response(404, Map.of(), Map.of()),
        StoredResponse.parse(response(404, Map.of(), Map.of()).text()));
  }

  @Test
  void negative_isWhatIsMissing() {
    assertTrue(response(404, Map.of(), Map.of()).negative());
    assertTrue(response(410, Map.of(), Map.of()).negative());
    assertFalse(response(200, Map.of(), Map.of()).negative());
  }

  @Test
  void matches_theSameFields_alsoWhenTheyAreMissing() {
    assertTrue(response(200, GERMAN, Map.of()).matches(GERMAN));
    assertFalse(response(200, GERMAN, Map.of()).matches(Map.of("accept-language", "en")));
    assertFalse(response(200, GERMAN, Map.of()).matches(Map.of()));
    assertTrue(response(200, Map.of("accept-language", ""), Map.of()).matches(Map.of()));
    assertTrue(response(200, Map.of(), Map.of()).matches(GERMAN));
  }

  @Test
  void freshFor_isWhatItsAgeLeaves() {
    assertEquals(Duration.ofSeconds(59), response(200, GERMAN, GERMAN).freshFor());
  }

  @Test
  void confirmed_takesWhatTheConfirmationSays_andKeepsTheRest() {
    StoredResponse before = response(200, GERMAN, Map.of("a", "1", "b", "1"));
    StoredResponse by = response(304, Map.of(), Map.of("b", "2"));

    assertEquals(response(200, GERMAN, Map.of("a", "1", "b", "2")), before.confirmed(by));
  }

  @Test
  void variants_haveKeysOfTheirOwn() {
    EntryKey key = EntryKey.of("a", Optional.empty());
    EntryKey german = VariantKeys.of(key, GERMAN, GERMAN);

    assertEquals(18, german.bytes().length);
    assertEquals(0, german.bytes()[1]);
    Map<String, String> germanAndMore = Map.of("accept-language", "de", "other", "x");
    assertArrayEquals(german.bytes(), VariantKeys.of(key, GERMAN, germanAndMore).bytes());
    Map<String, String> english = Map.of("accept-language", "en");
    assertFalse(Arrays.equals(german.bytes(), VariantKeys.of(key, GERMAN, english).bytes()));
  }
}
