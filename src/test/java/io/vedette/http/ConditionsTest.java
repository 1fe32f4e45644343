package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String SECONDS = "784111777";

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
          If-Match      | "a", "b"          | "a","b" |
          If-Match      | "a" ,, "b"        | "a","b" |
          If-Match      | W/"a"             | ""      |
          If-Match      | W/"a", "b", W/"c" | "b"     |
          If-Match      | "a,b"             | "a,b"   |
          If-Match      | ""                | ""      |
          If-None-Match | *                 |         | *
          If-None-Match | "a"               |         | "a"
          If-None-Match | W/"a", "b"        |         | "a","b"
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
        new Conditions("\"a\",\"b\",\"c\"", "", "", ""),
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
  @ValueSource(strings = {"", "yesterday", "784111777", "Mon, 06 Nov 1994 08:49:37 GMT", "06 Nov"})
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
}
