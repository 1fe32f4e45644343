package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorsTest {
  private static final String DATE = "Mon, 02 Nov 2026 10:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "a"   |     |       |     | true
          "a"   |     | "a"   |     | true
          "a"   |     | "b"   |     | false
          "a"   |     | W/"a" |     | true
          W/"a" |     | W/"a" |     | true
          W/"a" |     | W/"b" |     | false
          W/"a" |     | "a"   |     | false
                | old | "a"   | old | false
          "a"   | old | "a"   | new | true
          "a"   | old |       | new | false
                | old |       | old | true
                | old |       | new | false
          "a"   |     |       | new | true
          "a"   |     | none  |     | true
          """)
  void confirmedBy_followsTheFirstValidatorThatTheAnswerHas(
      String etag, String date, String saidEtag, String saidDate, boolean confirmed) {
    Validators known =
        new Validators(
            Optional.ofNullable(etag), Optional.ofNullable(date).map(ValidatorsTest::date));
    Map<String, List<String>> said = new HashMap<>();
    Optional.ofNullable(saidEtag).ifPresent(tag -> said.put("ETag", List.of(tag)));
    Optional.ofNullable(saidDate).ifPresent(it -> said.put("Last-Modified", List.of(date(it))));

    assertEquals(confirmed, known.confirmedBy(HttpHeaders.of(said, (name, value) -> true)));
  }

  private static String date(String which) {
    return which.equals("old") ? DATE : DATE.replace("10:", "11:");
  }

  @Test
  void conditions_areTheFieldsOfARequest() {
    assertEquals(
        Map.of("if-none-match", "\"a\"", "if-modified-since", DATE),
        new Validators(Optional.of("\"a\""), Optional.of(DATE)).conditions());
    assertEquals(Map.of(), Validators.NONE.conditions());
    assertTrue(Validators.NONE.isEmpty());
  }
}
