package io.vedette.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "90, 90000",
    "0090, 90000",
    "PT1M30S, 90000",
    "pt1m30s, 90000",
    "PT0.001S, 1",
    "PT0.5S, 500",
    "P1D, 86400000",
    "P1DT1H, 90000000",
    "9223372036854775, 9223372036854775000",
  })
  void parse_secondsOrIso8601_isThatLong(String text, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "1s",
        "1m",
        " 1",
        "1 ",
        "0x10",
        "١",
        "PT",
        "PT0S",
        "PT-1S",
        "PT0.0009S",
        "P1Y",
        "P1M",
        "P1W",
        "1PT",
        "PT1M30",
        "9223372036854776",
        "9223372036854775808",
        "PT9223372036854775807S",
        "99999999999999999999999999999999999999",
      })
  void parse_anythingElse_isEmpty(String text) {
    assertEquals(Optional.empty(), Durations.parse(text));
  }

  @Test
  void parse_veryLongText_isNotEvenLookedAt() {
    assertEquals(Optional.empty(), Durations.parse("0".repeat(40) + "1"));
  }
}
