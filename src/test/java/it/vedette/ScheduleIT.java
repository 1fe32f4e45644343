package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules over HTTP. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class ScheduleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ALL = "/api/v1/schedules";

  private final Client client;
  private final Tasks tasks;
  private final String name = "s" + UUID.randomUUID().toString().substring(0, 13);

  ScheduleIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  @AfterEach
  void delete() {
    client.delete(path());
  }

  private String path() {
    return ALL + "/" + name;
  }

  private Answer put(String cron, String more) {
    String json =
        "{\"cron\":\"%s\",\"task\":{\"queue\":\"%s\",\"type\":\"t\",\"payload\":1}%s}"
            .formatted(cron, tasks.queue(), more);
    return client.put(path(), json, "Content-Type", "application/json");
  }

  @Test
  void schedule_submitsATaskAtEachInstant_withTheInstant() {
    assertEquals(201, put("* * * * * *", ",\"overlap\":\"allow\"").status());
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JsonObject lease = tasks.take();
      JsonObject of = lease.getJsonObject("schedule");
      assertEquals(name, of.getString("name"));
      instants.add(Instant.parse(of.getString("at")));
      assertEquals(1, lease.getInt("payload"));
      tasks.complete(lease, "1");
    }
    assertEquals(instants.get(0).plusSeconds(1), instants.get(1));
    assertEquals(instants.get(1).plusSeconds(1), instants.get(2));
    JsonObject schedule = client.get(path()).json();
    assertEquals("submitted", schedule.getJsonObject("last").getString("outcome"));
    assertTrue(Instant.parse(schedule.getString("next")).isAfter(instants.get(2)));
  }

  @Test
  void taskThatHasNotEnded_letsTheNextInstantPass_unlessSaidOtherwise() {
    put("* * * * * *", "");
    JsonObject lease = tasks.take();
    Await.until("an instant to pass", PATIENCE, () -> outcome().equals("skipped"));
    assertEquals(204, tasks.ask("").status());
    tasks.complete(lease, "1");
    tasks.take();
  }

  private String outcome() {
    JsonObject schedule = client.get(path()).json();
    return schedule.containsKey("last") ? schedule.getJsonObject("last").getString("outcome") : "";
  }

  @Test
  void pausedSchedule_firesNothing_butWhatSomebodyRuns() {
    put("* * * * * *", "");
    assertEquals(204, client.post(path() + "/pause", "{}").status());
    tasks.client().post("/api/v1/queues/" + tasks.queue() + "/purge", "{}");
    JsonObject paused = client.get(path()).json();
    assertTrue(paused.getBoolean("paused"));
    assertFalse(paused.containsKey("next"));
    Answer run = client.post(path() + "/run", "{}");
    assertEquals(202, run.status(), run::text);
    Await.until("the task", PATIENCE, () -> client.get(run.header("Location")).status() == 200);
    assertEquals(204, client.post(path() + "/resume", "{}").status());
    assertTrue(client.get(path()).json().containsKey("next"));
  }

  @Test
  void schedule_isSeenListedMovedAndDeleted() {
    put("0 0 * * *", "");
    assertEquals(200, put("0 1 * * *", ",\"zone\":\"Europe/Paris\"").status());
    assertEquals("Europe/Paris", client.get(path()).json().getString("zone"));
    assertTrue(names().contains(name));
    Answer moved =
        client.put(
            path(),
            "{\"cron\":\"@daily\",\"task\":{\"queue\":\"other\",\"type\":\"t\"}}",
            "Content-Type",
            "application/json");
    assertEquals(200, moved.status(), moved::text);
    assertEquals("other", client.get(path()).json().getString("queue"));
    assertEquals(204, client.delete(path()).status());
    assertEquals("schedule-not-found", client.get(path()).problem());
    assertEquals("schedule-not-found", client.delete(path()).problem());
    assertEquals("schedule-not-found", client.post(path() + "/run", "{}").problem());
    assertFalse(client.get(path()).json().containsKey("outcome"));
    assertEquals("not-applied", client.delete(path()).json().getString("outcome"));
    assertFalse(names().contains(name));
  }

  private List<String> names() {
    JsonArray items = client.get(ALL + "?limit=1000").json().getJsonArray("items");
    return items.getValuesAs(JsonObject.class).stream().map(it -> it.getString("name")).toList();
  }

  @Test
  void fires_areTold_ofASchedule_andOfAnyExpression() {
    put("0 12 * * *", "");
    JsonArray fires = client.get(path() + "/fires?n=2").json().getJsonArray("fires");
    assertEquals(Duration.ofDays(1), Duration.between(instant(fires, 0), instant(fires, 1)));
    Answer preview =
        client.post(
            ALL + "/preview",
            """
            {"cron":"30 2 * * *","zone":"Europe/Paris","from":"2026-03-28T12:00:00Z","n":2}""");
    assertEquals(
        List.of("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"),
        preview.json().getJsonArray("fires").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList());
    assertTrue(preview.json().getString("zoneData").matches("20[0-9]{2}[a-z]"));
  }

  private static Instant instant(JsonArray fires, int place) {
    return Instant.parse(fires.getString(place));
  }

  @Test
  void schedule_hasNotTheNameOfACall() {
    String json = "{\"cron\":\"@daily\",\"task\":{\"type\":\"t\"}}";
    Answer answer = client.put(ALL + "/preview", json, "Content-Type", "application/json");
    assertEquals("method-not-allowed", answer.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_system", "A", ".a"})
  void badName_isMalformed(String bad) {
    String json = "{\"cron\":\"@daily\",\"task\":{\"type\":\"t\"}}";
    Answer answer = client.put(ALL + "/" + bad, json, "Content-Type", "application/json");
    assertEquals("malformed-request", answer.problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 30 2 * | '' | /cron",
        "61 * * * * | '' | /cron",
        "* * * | '' | /cron",
        "* * * * * | ,\"zone\":\"Mars/Base\" | /zone",
        "* * * * * | ,\"zone\":\"+02:00\" | /zone",
        "* * * * * | ,\"overlap\":\"both\" | /overlap",
        "* * * * * | ,\"catchUp\":\"all\" | /catchUp",
        "* * * * * | ,\"startDeadline\":0 | /startDeadline"
      })
  void badSchedule_isMalformed_andSaysWhere(String cron, String more, String pointer) {
    Answer answer = put(cron, more);
    assertEquals("malformed-request", answer.problem());
    assertTrue(answer.text().contains("\"" + pointer + "\""), answer::text);
    assertEquals(404, client.get(path()).status());
  }
}
