package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginAnswerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static OriginAnswer answer(int status, Map<String, List<String>> fields) {
    return new OriginAnswer(
        status,
        HttpHeaders.of(new TreeMap<>(fields), (name, value) -> true),
        new byte[0],
        NOW,
        Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|30",
        "0|0",
        "86401|86400",
        "99999999999999999999|86400",
        "Tue, 24 Nov 2026 10:00:20 GMT|20",
        "Tue, 24 Nov 2026 09:00:00 GMT|0",
        "Tue, 24 Nov 2099 10:00:00 GMT|86400",
        "-1|-1",
        "1.5|-1",
        "soon|-1",
        "30, 30|-1"
      })
  void retryAfter_isSecondsOrADate_andAtMostADay(String said, long seconds) {
    Map<String, List<String>> fields = Map.of("Retry-After", List.of(said));

    assertEquals(seconds, answer(503, fields).retryAfter().map(Duration::toSeconds).orElse(-1L));
  }

  @Test
  void retryAfter_isByTheClockOfTheOrigin_andStandsThereOnce() {
    Map<String, List<String>> late =
        Map.of(
            "Date", List.of("Tue, 24 Nov 2026 09:00:00 GMT"),
            "Retry-After", List.of("Tue, 24 Nov 2026 09:00:05 GMT"));
    Map<String, List<String>> twice = Map.of("Retry-After", List.of("1", "2"));

    assertEquals(5, answer(503, late).retryAfter().orElseThrow().toSeconds());
    assertEquals(true, answer(503, twice).retryAfter().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"500, true", "504, true", "599, true", "429, true", "428, false", "404, false"})
  void isError_isEveryServerErrorAndTooManyRequests(int status, boolean error) {
    assertEquals(error, answer(status, Map.of()).isError());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ETag|\"a\"|\"a\"",
        "ETag|W/\"a\"|W/\"a\"",
        "ETag|\"\"|\"\"",
        "ETag|abc|``",
        "ETag|w/\"a\"|``",
        "ETag|\"a b\"|``",
        "ETag|\"a\", \"b\"|``",
        "Last-Modified|Tue, 24 Nov 2026 10:00:20 GMT|Tue, 24 Nov 2026 10:00:20 GMT",
        "Last-Modified|yesterday|``",
        "X-Other|abc|abc"
      })
  void fields_thatCouldNotComeBack_areDropped(String name, String value, String kept) {
    assertEquals(kept, answer(200, Map.of(name, List.of(value))).field(name));
  }

  @Test
  void fields_twoTagsOrALongOne_areDropped() {
    assertEquals("", answer(200, Map.of("etag", List.of("\"a\"", "\"b\""))).field("ETag"));
    String longOne = '"' + "a".repeat(8191) + '"';
    assertEquals("", answer(200, Map.of("ETag", List.of(longOne))).field("ETag"));
  }
}
