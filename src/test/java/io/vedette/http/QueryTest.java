package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.InputError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final List<String> KNOWN = List.of("ttl", "prefix", "limit");
  private static final Duration DAY = Duration.ofDays(1);

  private static Query of(String query) {
    return Query.of(FakeRequest.of("GET", "/x?" + query).request(), KNOWN);
  }

  private static void refused(String name, String detail, String query) {
    Refusals.malformed(InputError.parameter(name, detail), () -> of(query));
  }

  @ParameterizedTest
  @CsvSource({
    "prefix=a, a", "prefix=, ''", "prefix, ''", "prefix=a=b, a=b", "prefix=a+b, 'a b'",
    "prefix=a%2Bb, a+b", "prefix=%C3%A9, é", "%70refix=a, a", "&&prefix=a&, a", "prefix=a;b, a;b",
  })
  void text_given_isDecoded(String query, String value) {
    assertEquals(Optional.of(value), of(query).text("prefix"));
  }

  @Test
  void text_absent_isEmpty() {
    assertAll(
        () -> assertEquals(Optional.empty(), of("ttl=1").text("prefix")),
        () -> assertEquals(Optional.empty(), of("").text("prefix")),
        () ->
            assertEquals(
                Optional.empty(),
                Query.of(FakeRequest.of("GET", "/x").request(), KNOWN).text("prefix")));
  }

  @Test
  void of_anUnknownParameter_isRefusedWithTheNearest() {
    refused("tll", "unknown parameter 'tll': did you mean 'ttl'?", "prefix=a&tll=5");
    refused("depth", "unknown parameter 'depth': known: limit, prefix, ttl", "depth");
    refused("TTL", "unknown parameter 'TTL': known: limit, prefix, ttl", "TTL=5");
    refused("", "unknown parameter '': known: limit, prefix, ttl", "=5");
  }

  @Test
  void none_anyParameter_isRefused() {
    Refusals.malformed(
        InputError.parameter("ttl", "unknown parameter 'ttl': none is known here"),
        () -> Query.none(FakeRequest.of("GET", "/x?ttl=1").request()));
  }

  @Test
  void of_givenTwice_isRefused() {
    refused("ttl", "'ttl' is given twice", "ttl=1&ttl=1");
    refused("ttl", "'ttl' is given twice", "ttl=1&%74tl=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%", "%C3", "%C3%28", "%ED%A0%80", "%FF"})
  void of_badlyEncoded_isRefused(String text) {
    refused(text, "the query is not percent-encoded UTF-8", "prefix=" + text);
    refused(text, "the query is not percent-encoded UTF-8", text + "=1");
  }

  @ParameterizedTest
  @CsvSource({"limit=1, 1", "limit=1000, 1000", "prefix=a, 100"})
  void number_inRangeOrAbsent_isRead(String query, int number) {
    assertEquals(number, of(query).number("limit", 1, 1000, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1001", "-1", "ten", "1.0", "9999999999"})
  void number_anythingElse_isRefused(String text) {
    Refusals.malformed(
        InputError.parameter("limit", "'limit' is a whole number from 1 to 1000"),
        () -> of("limit=" + text).number("limit", 1, 1000, 100));
  }

  @ParameterizedTest
  @CsvSource({"ttl=90, 90", "ttl=PT1M30S, 90", "ttl=86400, 86400"})
  void duration_upToTheLongest_isRead(String query, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), of(query).duration("ttl", DAY));
  }

  @Test
  void duration_absent_isEmpty() {
    assertEquals(Optional.empty(), of("limit=1").duration("ttl", DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "86401", "P2D", "soon", "5s"})
  void duration_anythingElse_isRefused(String text) {
    Refusals.malformed(
        InputError.parameter(
            "ttl",
            "'ttl' is whole seconds (90) or ISO 8601 (PT1M30S), more than zero and at most PT24H"),
        () -> of("ttl=" + text).duration("ttl", DAY));
  }
}
