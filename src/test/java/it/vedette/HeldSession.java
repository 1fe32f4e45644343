package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** A session as the one who holds its id sees it. Quotes in JSON are written {@code '}. */
record HeldSession(Client client, String id) {
  static final String SESSIONS = "/api/v1/sessions";
  static final String CURRENT = SESSIONS + "/current";
  static final String ATTRIBUTES = CURRENT + "/attributes";

  /** Creates one. */
  static HeldSession create(Client client, String json) {
    Answer answer = client.post(SESSIONS, json.replace('\'', '"'));
    assertEquals(201, answer.status(), answer::text);
    return new HeldSession(client, answer.header("Session-Id"));
  }

  /** A subject that no other test uses. */
  static String subject() {
    return "user-" + UUID.randomUUID();
  }

  static String sessionsOf(String subject) {
    return "/api/v1/subjects/" + subject + "/sessions";
  }

  /** The same session by another id, or on another server. */
  HeldSession by(Client other) {
    return new HeldSession(other, id);
  }

  Answer send(String method, String path, String json, String... fields) {
    boolean patch = method.equals("PATCH");
    String[] known = {
      "Session-Id", id, "Content-Type", patch ? "application/merge-patch+json" : "application/json"
    };
    return client.send(
        method,
        path,
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        Stream.concat(Stream.of(known), Stream.of(fields)).toArray(String[]::new));
  }

  Answer read(String... fields) {
    return send("GET", CURRENT, "", fields);
  }

  /** Without using it. */
  Answer peek() {
    return send("GET", CURRENT + "?touch=false", "");
  }

  Answer patch(String json, String... fields) {
    return send("PATCH", ATTRIBUTES, json, fields);
  }

  Answer set(String name, String json, String... fields) {
    return send("PUT", ATTRIBUTES + "/" + name, json, fields);
  }

  Answer rotate(String json, String... fields) {
    return send("POST", CURRENT + "/rotate", json, fields);
  }

  Answer end() {
    return send("DELETE", CURRENT, "");
  }

  JsonObject attributes() {
    return send("GET", ATTRIBUTES, "").json();
  }

  void assertGone() {
    Answer answer = peek();
    assertEquals(404, answer.status(), answer::text);
    assertEquals("session-not-found", answer.problem());
  }

  void assertLives() {
    Answer answer = peek();
    assertEquals(200, answer.status(), answer::text);
  }
}
