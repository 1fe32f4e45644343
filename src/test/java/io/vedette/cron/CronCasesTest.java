package io.vedette.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The facts of {@code cron-cases.json}; where they come from stands in the text beside it. */
class CronCasesTest {
  private static final String VALID = "valid";
  private static final List<JsonObject> ROWS = rows();

  private static List<JsonObject> rows() {
    InputStream file = CronCasesTest.class.getResourceAsStream("cron-cases.json");
    try (JsonReader json = Json.createReader(new InputStreamReader(requireNonNull(file), UTF_8))) {
      return json.readArray().getValuesAs(JsonObject.class);
    }
  }

  private static List<JsonObject> rows(Predicate<JsonObject> kind) {
    return ROWS.stream().filter(kind).toList();
  }

  /** Each row that is not so, with what was seen. */
  private static void assertAll(List<JsonObject> rows, Predicate<JsonObject> so) {
    assertEquals(List.of(), rows.stream().filter(so.negate()).map(CronCasesTest::seen).toList());
  }

  private static String seen(JsonObject row) {
    return row + " but was " + (row.containsKey(VALID) ? badField(row) : next(row));
  }

  private static Optional<Instant> next(JsonObject row) {
    return CronExpression.parse(row.getString("expression"))
        .next(instant(row, "from"), row.getBoolean("inclusive"), ZoneId.of(row.getString("zone")));
  }

  private static Instant instant(JsonObject row, String member) {
    return OffsetDateTime.parse(row.getString(member)).toInstant();
  }

  private static String badField(JsonObject row) {
    try {
      return "none of " + CronExpression.parse(row.getString("expression"));
    } catch (CronError e) {
      return e.field().orElse("all");
    }
  }

  @Test
  void next_ofEachFact_isAsItSays() {
    List<JsonObject> runs = rows(row -> !row.containsKey(VALID));

    assertEquals(893, runs.size());
    assertAll(
        runs,
        row ->
            next(row)
                .equals(row.isNull("next") ? Optional.empty() : Optional.of(instant(row, "next"))));
  }

  @Test
  void parse_whatIsNoExpression_isRefusedByItsField() {
    List<JsonObject> named = rows(row -> row.containsKey("badField") && !row.isNull("badField"));

    assertEquals(191, named.size());
    assertAll(named, row -> badField(row).equals(row.getString("badField")));
  }

  @Test
  void parse_whatIsNoExpressionAsAWhole_isRefused() {
    List<JsonObject> whole = rows(row -> row.containsKey("badField") && row.isNull("badField"));

    assertEquals(25, whole.size());
    assertAll(
        whole,
        row ->
            badField(row)
                .equals(row.getString("expression").startsWith("*/60 ") ? "minute" : "all"));
  }

  @Test
  void parse_whatIsAnExpression_isRead() {
    List<JsonObject> valid = rows(row -> row.getBoolean(VALID, false));

    assertEquals(11, valid.size());
    assertAll(valid, row -> badField(row).startsWith("none of @"));
  }
}
