package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
  private static JsonMembers of(String value) {
    try (var reader = Json.createReader(new StringReader("{\"a\":" + value + "}"))) {
      JsonObject object = reader.readObject();
      return new JsonMembers(object, "", List.of("a"));
    }
  }

  /** RFC 8259 knows one kind of number, and writers of it write whole ones with a fraction. */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "-60.000, -60",
    "6e1, 60",
    "1.5E1, 15",
    "0.0, 0",
    "-0, 0",
    "0e999999999, 0",
    "9007199254740991, 9007199254740991",
    "9007199254740991.0, 9007199254740991",
  })
  void integer_howeverItIsWritten_isRead(String written, long number) {
    assertEquals(OptionalLong.of(number), of(written).integer("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1e-1",
        "1e-999999999",
        "9007199254740992",
        "1e99",
        "-1e999999999",
        "\"1\"",
        "null"
      })
  void integer_anythingElse_isRefused(String written) {
    Refusals.refused(Problem.MALFORMED_REQUEST, () -> of(written).integer("a"));
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "60.0, 60", "6e1, 60", "'\"PT1M\"', 60", "'\"60\"', 60"})
  void duration_wholeSeconds_isRead(String written, long seconds) {
    assertEquals(
        Optional.of(Duration.ofSeconds(seconds)), of(written).duration("a", Duration.ofDays(1)));
  }

  @Test
  void delay_mayBeNone() {
    assertEquals(Optional.of(Duration.ZERO), of("0").delay("a", Duration.ofDays(1)));
    assertEquals(Optional.of(Duration.ofSeconds(1)), of("1").delay("a", Duration.ofDays(1)));
    Refusals.refused(Problem.MALFORMED_REQUEST, () -> of("-1").delay("a", Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "-60.0", "60.5", "1e10", "1e999999999", "\"60.0\"", "null"})
  void duration_anythingElse_isRefused(String written) {
    Refusals.refused(
        Problem.MALFORMED_REQUEST, () -> of(written).duration("a", Duration.ofDays(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 1769860800",
    "2026-01-31T13:00:00.5+01:00, 1769860800",
    "1969-12-31T23:59:59Z, -1",
    "9999-12-31T23:59:59Z, 253402300799"
  })
  void instant_ofRfc3339_isRead(String written, long seconds) {
    assertEquals(
        Optional.of(seconds), of('"' + written + '"').instant("a").map(Instant::getEpochSecond));
  }

  /** Beyond four digits of a year some arithmetic ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"+1000000000-12-31T23:59:59Z\"",
        "\"-999999999-01-01T00:00:00Z\"",
        "\"+12026-01-31T12:00:00Z\"",
        "\"2026-01-31T12:00:00\"",
        "\"2026-02-30T12:00:00Z\"",
        "\"2026-01-31\"",
        "\"\"",
        "1769860800",
        "null"
      })
  void instant_anythingElse_isRefused(String written) {
    Refusals.refused(Problem.MALFORMED_REQUEST, () -> of(written).instant("a"));
  }

  @Test
  void checkSize_ofMoreThanItsMost_isTooLarge() {
    of("[1,2]").checkSize("a", 2);
    of("\"no list\"").checkSize("a", 2);
    Failure failure = Refusals.refused(Problem.TOO_LARGE, () -> of("[1,2,3]").checkSize("a", 2));
    assertEquals("/a has 3 items, the limit is 2.", failure.detail());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
  }
}
