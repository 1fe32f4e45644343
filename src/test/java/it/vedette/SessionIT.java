package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One session: created, read, used and ended. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class SessionIT {
  private static final String UNKNOWN = "vds_" + "A".repeat(43);

  private final Client client;
  private final Client operator;

  SessionIT(HttpClient.Version version) {
    client = Target.client(version);
    operator = Target.operator(version);
  }

  @Test
  void session_isCreatedAsAsked() {
    String subject = HeldSession.subject();
    Answer created =
        client.post(
            HeldSession.SESSIONS,
            "{\"subject\":\"%s\",\"idle\":\"PT5M\",\"absolute\":3600,\"device\":{\"n\":1},\"attributes\":{\"b\":[],\"a\":{}}}"
                .formatted(subject));
    JsonObject document = created.json();
    assertAll(
        () -> assertEquals(201, created.status()),
        () -> assertTrue(created.header("Session-Id").matches("vds_[A-Za-z0-9_-]{43}")),
        () -> assertEquals(created.header("Session-Id"), document.getString("id")),
        () -> assertEquals("/api/v1/sessions/current", created.header("Location")),
        () -> assertEquals("no-store", created.header("Cache-Control")),
        () -> assertEquals("315", created.header("Session-TTL")),
        () -> assertEquals(subject, document.getString("subject")),
        () -> assertEquals(300, document.getInt("idle")),
        () -> assertEquals("{\"a\":{},\"b\":[]}", document.getJsonObject("attributes").toString()),
        () -> assertEquals("{\"n\":1}", document.getJsonObject("device").toString()),
        () ->
            assertEquals(
                Duration.ofHours(1),
                Duration.between(
                    Instant.parse(document.getString("created")),
                    Instant.parse(document.getString("expires")))));
  }

  @Test
  void session_isReadWithoutItsId_andEnded() {
    Answer created = client.post(HeldSession.SESSIONS, "{}");
    HeldSession session = new HeldSession(client, created.header("Session-Id"));
    Answer read = session.read();
    assertAll(
        () -> assertEquals(200, read.status()),
        () -> assertEquals(created.header("ETag"), read.header("ETag")),
        () -> assertEquals("no-store", read.header("Cache-Control")),
        () -> assertFalse(read.text().contains(session.id())),
        () ->
            assertEquals(
                created.text(), "{\"id\":\"" + session.id() + "\"," + read.text().substring(1)));

    assertEquals(204, session.end().status());
    session.assertGone();
    assertEquals(204, session.end().status());
  }

  @Test
  void defaults_areThoseOfTheConfiguration() {
    Answer created = client.post(HeldSession.SESSIONS, "{}");
    JsonObject document = created.json();
    assertEquals(1800, document.getInt("idle"));
    assertEquals("1890", created.header("Session-TTL"));
    assertEquals("{}", document.getJsonObject("attributes").toString());
    assertFalse(document.containsKey("subject"));
    assertFalse(document.containsKey("device"));
  }

  @Test
  void read_underConditions_isAnsweredByThem() {
    HeldSession session = HeldSession.create(client, "{'attributes':{'a':1}}");
    String tag = session.read().header("ETag");

    Answer known = session.read("If-None-Match", tag);
    assertEquals(304, known.status());
    assertEquals(tag, known.header("ETag"));
    assertTrue(Integer.parseInt(known.header("Session-TTL")) > 1800);
    assertEquals(412, session.read("If-Match", "\"other\"").status());
    assertEquals(200, session.read("If-Match", tag).status());

    session.patch("{'a':2}");
    Answer changed = session.read("If-None-Match", tag);
    assertEquals(200, changed.status());
    assertNotEquals(tag, changed.header("ETag"));
  }

  @Test
  void touch_isUse_andFindsOnlyWhatLives() {
    HeldSession session = HeldSession.create(client, "{}");
    Answer touched = session.send("POST", HeldSession.CURRENT + "/touch", "");
    assertEquals(204, touched.status());
    assertTrue(Integer.parseInt(touched.header("Session-TTL")) > 1800);
    Answer replicated =
        session.send("POST", HeldSession.CURRENT + "/touch", "", "Prefer", "durability=replicated");
    assertEquals("durability=replicated", replicated.header("Preference-Applied"));

    session.end();
    assertEquals(404, session.send("POST", HeldSession.CURRENT + "/touch", "").status());
  }

  /** Whoever guesses learns nothing from the answer. */
  @Test
  void unknownEndedAndMalformed_areOneAnswer() {
    HeldSession ended = HeldSession.create(client, "{}");
    ended.end();
    String expected = withoutRequestId(new HeldSession(client, UNKNOWN).read());
    assertEquals(expected, withoutRequestId(ended.read()));
    assertEquals(expected, withoutRequestId(new HeldSession(client, "vds_short").read()));
    assertEquals(expected, withoutRequestId(new HeldSession(client, "{}").read()));
    assertEquals(
        withoutRequestId(new HeldSession(client, UNKNOWN).patch("{}")),
        withoutRequestId(ended.patch("{}")));
  }

  private static String withoutRequestId(Answer answer) {
    return answer.status()
        + answer.text().replace(answer.header("X-Request-Id"), "")
        + answer.headers().map().keySet();
  }

  @Test
  void withoutAnId_theRequestIsMalformed() {
    Answer answer = client.get(HeldSession.CURRENT);
    assertEquals(400, answer.status());
    assertTrue(answer.text().contains("\"header\":\"Session-Id\""), answer::text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sub':'x'} | /sub",
        "{'subject':7} | /subject",
        "{'subject':''} | /subject",
        "{'subject':'a\\u0000b'} | /subject",
        "{'idle':0} | /idle",
        "{'idle':'PT13H'} | /idle",
        "{'idle':90,'absolute':60} | /idle",
        "{'absolute':'P31D'} | /absolute",
        "{'attributes':[]} | /attributes",
        "{'attributes':{'a b':1}} | /attributes/a b",
        "{'attributes':{'':1}} | /attributes/",
        "{'attributes':{'a/b~':1}} | /attributes/a~1b~0",
        "{'device':'x'} | /device",
      })
  void create_malformed_isRefusedByPointer(String json, String pointer) {
    Answer answer = client.post(HeldSession.SESSIONS, json.replace('\'', '"'));
    assertEquals(400, answer.status(), answer::text);
    assertEquals("malformed-request", answer.problem());
    assertEquals(
        pointer, answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?touch=maybe", "?touched=false", "?touch=", "?touch=false&touch=true"})
  void read_withABadQuery_isMalformed(String query) {
    HeldSession session = HeldSession.create(client, "{}");
    assertEquals(400, session.send("GET", HeldSession.CURRENT + query, "").status());
  }

  @Test
  void idleLimit_neverOutlivesTheAbsoluteOne() {
    HeldSession session = HeldSession.create(client, "{'idle':60,'absolute':60}");
    assertEquals("60", session.peek().header("Session-TTL"));
  }

  @Test
  void metrics_countWhatHappens() {
    HeldSession first = HeldSession.create(client, "{}");
    first.rotate("");
    first.end();
    new HeldSession(client, UNKNOWN).read();
    String page = operator.get("/metrics").text();
    for (String name :
        new String[] {
          "sessions_created_total{mp_scope=\"application\",}",
          "sessions_rotated_total{mp_scope=\"application\",}",
          "sessions_refused_total{mp_scope=\"application\",}",
          "sessions_revoked_total{mp_scope=\"application\",reason=\"logout\",}"
        }) {
      String line = page.lines().filter(it -> it.startsWith(name)).findFirst().orElseThrow();
      assertTrue(Double.parseDouble(line.substring(name.length())) >= 1, line);
    }
  }
}
