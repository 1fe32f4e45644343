package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String SECONDS = "784111777";
  private static final Instant MODIFIED = Instant.ofEpochSecond(784111777);

  private static Conditions of(String method, String... fields) {
    FakeRequest request = FakeRequest.of(method, "/");
    for (int i = 0; i < fields.length; i += 2) {
      request.with(fields[i], fields[i + 1]);
    }
    return Conditions.of(request.request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          If-Match      | *                 | *       |
          If-Match      | "a"               | "a"     |
          If-Match      | "a", "b"          | "a" "b" |
          If-Match      | "a" ,, "b"        | "a" "b" |
          If-Match      | W/"a"             | " "     |
          If-Match      | W/"a", "b", W/"c" | "b"     |
          If-Match      | "a,b"             | "a,b"   |
          If-Match      | ""                | ""      |
          If-None-Match | *                 |         | *
          If-None-Match | "a"               |         | "a"
          If-None-Match | W/"a", "b"        |         | "a" "b"
          """)
  void of_tags_haveTheFormOfTheScripts(
      String field, String value, String ifMatch, String ifNoneMatch) {
    assertEquals(
        new Conditions(orEmpty(ifMatch), orEmpty(ifNoneMatch), "", ""), of("PUT", field, value));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @Test
  void of_severalLinesOfOneField_areOneList() {
    assertEquals(
        new Conditions("\"a\" \"b\" \"c\"", "", "", ""),
        of("PUT", "If-Match", "\"a\"", "If-Match", "\"b\", \"c\""));
  }

  @Test
  void of_noFields_areOneAndTheSame() {
    assertSame(of("GET"), of("DELETE"));
    assertFalse(of("GET").nameTags());
  }

  @ParameterizedTest
  @CsvSource({"GET, 784111777", "HEAD, 784111777", "PUT, ''", "DELETE, ''"})
  void of_dates_modifiedSinceOnlyForReads(String method, String modifiedSince) {
    assertEquals(
        new Conditions("", "", modifiedSince, SECONDS),
        of(method, "If-Modified-Since", DATE, "If-Unmodified-Since", DATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "784111777", "Sun, 31 Nov 1994 08:49:37 GMT", "06 Nov"})
  void of_datesThatCannotBeRead_areIgnored(String date) {
    assertEquals(
        new Conditions("", "", "", ""),
        of("GET", "If-Modified-Since", date, "If-Unmodified-Since", date));
  }

  @Test
  void nameTags_onlyTags_count() {
    assertTrue(of("PUT", "If-Match", "*").nameTags());
    assertTrue(of("PUT", "If-None-Match", "*").nameTags());
    assertTrue(of("PUT", "If-Match", "W/\"weak\"").nameTags());
    assertFalse(of("PUT", "If-Unmodified-Since", DATE).nameTags());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          If-Match            | "a"                           | PASSED
          If-Match            | *                             | PASSED
          If-Match            | "b"                           | FAILED
          If-None-Match       | "a"                           | NOT_MODIFIED
          If-None-Match       | *                             | NOT_MODIFIED
          If-None-Match       | "b"                           | PASSED
          If-Modified-Since   | Sun, 06 Nov 1994 08:49:37 GMT | NOT_MODIFIED
          If-Modified-Since   | Sun, 06 Nov 1994 08:49:36 GMT | PASSED
          If-Unmodified-Since | Sun, 06 Nov 1994 08:49:37 GMT | PASSED
          If-Unmodified-Since | Sun, 06 Nov 1994 08:49:36 GMT | FAILED
          """)
  void on_aValueOfThatTagAndDate_decides(String field, String value, Conditions.Verdict verdict) {
    assertEquals(verdict, of("GET", field, value).on("\"a\"", MODIFIED));
  }

  @Test
  void on_aWeakTag_isNoMatchForWrites_andOneForReads() {
    assertEquals(Conditions.Verdict.FAILED, of("GET", "If-Match", "\"a\"").on("W/\"a\"", MODIFIED));
    assertEquals(
        Conditions.Verdict.NOT_MODIFIED,
        of("GET", "If-None-Match", "\"a\"").on("W/\"a\"", MODIFIED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          If-None-Match | "a", "b" | "," | PASSED
          If-None-Match | "a","b"  | "," | PASSED
          If-None-Match | "a", "," | "," | NOT_MODIFIED
          If-Match      | "a","b"  | "," | FAILED
          If-Match      | ","      | "," | PASSED
          If-Match      | W/"a"    | ""  | FAILED
          """)
  void on_tagsOfCommasOrNothing_areTagsLikeOthers(
      String field, String value, String tag, Conditions.Verdict verdict) {
    assertEquals(verdict, of("GET", field, value).on(tag, MODIFIED));
  }

  @Test
  void on_tags_goBeforeDates() {
    assertEquals(
        Conditions.Verdict.PASSED,
        of("GET", "If-None-Match", "\"b\"", "If-Modified-Since", DATE).on("\"a\"", MODIFIED));
  }
}
