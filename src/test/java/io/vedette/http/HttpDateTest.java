package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
        "Tue Nov 24 08:49:37 2026|2026-11-24T08:49:37Z",
        "Tuesday, 24-Nov-26 08:49:37 GMT|2026-11-24T08:49:37Z",
        "Mon, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "sun, 06 NOV 1994 08:49:37 gmt|1994-11-06T08:49:37Z",
        "Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z",
        "Thu, 29 Feb 2024 23:59:59 GMT|2024-02-29T23:59:59Z",
        "' Sun, 06 Nov 1994 08:49:37 GMT '|1994-11-06T08:49:37Z"
      })
  void parse_eachForm_isRead(String text, Instant instant) {
    assertEquals(Optional.of(instant), HttpDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 31 Feb 2027 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "06 Nov 1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "1994-11-06T08:49:37Z"
      })
  void parse_whatIsNoDate_isEmpty(String text) {
    assertEquals(Optional.empty(), HttpDate.parse(text));
  }

  @Test
  void format_isThePreferredForm() {
    assertEquals(
        "Sun, 06 Nov 1994 08:49:37 GMT",
        HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")));
  }
}
