package io.vedette.task.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.task.queue.QueueName;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final String DEFINITION =
      "{\"cron\":\"@daily\",\"task\":{\"queue\":\"q\",\"type\":\"t\"}}";

  private static JsonObject document(String field, String value) {
    Map<String, String> fields =
        Map.of("definition", DEFINITION, "next", "1800000000000", field, value);
    return new Schedule("s", new QueueName("q"), fields).document();
  }

  @Test
  void document_isWhatItWasSetTo_andHowItGoes() {
    assertEquals(
        "{\"name\":\"s\",\"queue\":\"q\",\"cron\":\"@daily\",\"task\":{\"queue\":\"q\",\"type\":\"t\"},"
            + "\"paused\":false,\"next\":\"2027-01-15T08:00:00Z\"}",
        document("timing", "@daily UTC").toString());
  }

  @Test
  void pausedSchedule_hasNoNextInstant() {
    JsonObject document = document("paused", "1");
    assertTrue(document.getBoolean("paused"));
    assertFalse(document.containsKey("next"));
  }

  @ParameterizedTest
  @CsvSource({"submitted", "replaced", "existing", "taken"})
  void lastInstant_leadsToTheTaskThatIsThere(String outcome) {
    JsonObject last = document("last", "1800000000000 " + outcome + " abc").getJsonObject("last");
    assertEquals("2027-01-15T08:00:00Z", last.getString("at"));
    assertEquals(outcome, last.getString("outcome"));
    assertEquals("/api/v1/tasks/q-abc", last.getString("task"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skipped ", "missed ", "full abc"})
  void lastInstant_withoutATask_leadsToNone(String outcome) {
    JsonObject last = document("last", "1800000000000 " + outcome).getJsonObject("last");
    assertEquals(outcome.split(" ", 2)[0], last.getString("outcome"));
    assertFalse(last.containsKey("task"));
  }
}
