package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Settings given(String value) {
    return settings(Map.of("a.key", value));
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(name -> Optional.ofNullable(values.get(name)));
  }

  private static void refused(String message, Executable reading) {
    assertEquals(message, assertThrows(SettingError.class, reading).getMessage());
  }

  @Test
  void text_given_isStripped() {
    assertAll(
        () -> assertEquals("value", given(" value\n").text("a.key")),
        () -> assertEquals(Optional.of("value"), given("value ").optionalText("a.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void anyMethod_emptyValue_countsAsMissing(String empty) {
    Settings settings = given(empty);
    assertAll(
        () -> refused("a.key: is missing; it has no default", () -> settings.text("a.key")),
        () -> refused("a.key: is missing; it has no default", () -> settings.flag("a.key")),
        () -> refused("a.key: is missing; it has no default", () -> settings.number("a.key", 1, 2)),
        () ->
            refused(
                "a.key: is missing; give whole seconds (90) or ISO 8601 (PT1M30S)",
                () -> settings.duration("a.key", SECOND, MINUTE)),
        () -> assertEquals(Optional.empty(), settings.optionalText("a.key")),
        () -> assertEquals(Optional.empty(), settings.optionalDuration("a.key", SECOND, MINUTE)),
        () -> assertEquals(List.of(), settings.list("a.key")),
        () -> assertEquals(Optional.empty(), settings.textOrFile("a.key")),
        () -> assertEquals(Optional.empty(), settings.secret("a.key")));
  }

  @Test
  void anyMethod_keyNotSet_countsAsMissing() {
    Settings settings = settings(Map.of());
    assertAll(
        () -> refused("a.key: is missing; it has no default", () -> settings.text("a.key")),
        () -> assertEquals(Optional.empty(), settings.secret("a.key")),
        () -> assertEquals(List.of(), settings.list("a.key")));
  }

  @Test
  void list_items_areStrippedAndBlankOnesDropped() {
    assertEquals(List.of("one", "two words", "3"), given(" one, two words ,,3, ").list("a.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9", "05", "+7"})
  void number_inRange_isRead(String text) {
    assertEquals(Integer.parseInt(text), given(text).number("a.key", 1, 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "1.0", "two", "0x1", "2147483648", "1 2"})
  void number_notOneOrOutOfRange_isRefused(String text) {
    refused(
        "a.key: '" + text + "' is not a whole number from 1 to 9",
        () -> given(text).number("a.key", 1, 9));
  }

  @Test
  void flag_eitherWord_isRead() {
    assertAll(
        () -> assertEquals(true, given("true").flag("a.key")),
        () -> assertEquals(false, given(" false ").flag("a.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "yes", "1", "on", "tru"})
  void flag_anyOtherWord_isRefused(String text) {
    refused("a.key: '" + text + "' is neither true nor false", () -> given(text).flag("a.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "60", "PT1S", "PT59.999S"})
  void duration_inRange_isRead(String text) {
    assertEquals(Durations.parse(text), Optional.of(given(text).duration("a.key", SECOND, MINUTE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "61", "PT0.999S", "PT1M0.001S", "5s", "soon"})
  void duration_notOneOrOutOfRange_isRefused(String text) {
    String message =
        "a.key: '%s' is not a duration from PT1S to PT1M; give whole seconds (90) or ISO 8601 (PT1M30S)"
            .formatted(text);
    assertAll(
        () -> refused(message, () -> given(text).duration("a.key", SECOND, MINUTE)),
        () -> refused(message, () -> given(text).optionalDuration("a.key", SECOND, MINUTE)));
  }

  @Test
  void within_ownKeyMissingOrBlank_takesTheCommonOne() {
    Settings settings =
        settings(
                Map.of(
                    "all.ttl", "1", "all.idle", "2", "all.max", "3", "one.ttl", "9", "one.max", ""))
            .within("one.", "all.");

    assertAll(
        () -> assertEquals("9", settings.text("one.ttl")),
        () -> assertEquals("2", settings.text("one.idle")),
        () -> assertEquals("3", settings.text("one.max")),
        () -> assertEquals("1", settings.text("all.ttl")));
  }

  @Test
  void within_neitherGiven_isRefusedUnderItsOwnName() {
    Settings settings = settings(Map.of()).within("one.", "all.");
    refused("one.ttl: is missing; it has no default", () -> settings.text("one.ttl"));
  }

  @Test
  void settingError_endsTheStart_hasNoStackTrace() {
    assertEquals(0, new SettingError("a.key", "is wrong").getStackTrace().length);
  }
}
