package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of sessions: replaced, asked for again, and known to nobody else. */
class SessionIdIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Client client = SessionTarget.client();

  private final String key = "\"" + UUID.randomUUID() + "\"";

  private static HeldSession of(Answer answer) {
    assertEquals(201, answer.status(), answer::text);
    return new HeldSession(client, answer.header("Session-Id"));
  }

  private static void awaitEnd(HeldSession session) {
    Await.until("the grace is over", PATIENCE, () -> session.peek().status() == 404);
  }

  private static String handle(HeldSession session) {
    return session.peek().json().getString("handle");
  }

  @Test
  void rotation_keepsTheSession_andTheOldIdForItsGrace() {
    HeldSession old = HeldSession.create(client, "{'attributes':{'a':1}}");
    HeldSession rotated = of(old.rotate(""));
    assertNotEquals(old.id(), rotated.id());
    assertEquals(204, old.patch("{'b':2}").status());
    assertEquals("{\"a\":1,\"b\":2}", rotated.attributes().toString());

    Answer again = old.rotate("");
    assertEquals(409, again.status());
    assertTrue(again.text().contains("its answer has the new one"), again::text);
    assertEquals("not-applied", again.json().getString("outcome"));
    awaitEnd(old);
    assertEquals("{\"a\":1,\"b\":2}", rotated.attributes().toString());
  }

  @Test
  void oldId_inItsGrace_endsTheSession() {
    HeldSession old = HeldSession.create(client, "{}");
    HeldSession rotated = of(old.rotate(""));
    assertEquals(204, old.end().status());
    rotated.assertGone();
    old.assertGone();
  }

  @Test
  void loggingIn_bindsTheSubject_andEndsTheOldIdAtOnce() {
    String subject = HeldSession.subject();
    HeldSession anonymous = HeldSession.create(client, "{'attributes':{'cart':1}}");
    Answer answer = anonymous.rotate("{'subject':'" + subject + "'}");
    anonymous.assertGone();
    HeldSession known = of(answer);
    assertEquals(subject, answer.json().getString("subject"));
    assertEquals(1, known.attributes().getInt("cart"));

    Answer other = known.rotate("{'subject':'somebody-else'}");
    assertEquals(409, other.status());
    HeldSession same = of(known.rotate("{'subject':'" + subject + "'}"));
    known.assertGone();
    String revoked = client.delete(HeldSession.sessionsOf(subject)).text();
    assertEquals("{\"revoked\":1}", revoked);
    same.assertGone();
  }

  /** A log-in that was not understood is refused, and binds nobody. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|{\"subject\":\"u\"}|415",
        "text/plain|{\"subject\":\"u\"}|415",
        "application/json|{\"user\":\"u\"}|400",
        "application/json|[\"u\"]|400",
        "application/json|{\"subject\":\"\"}|400",
      })
  void rotation_withWhatIsNoSubject_isRefused(String type, String content, int status) {
    HeldSession session = HeldSession.create(client, "{}");
    String[] fields =
        type == null
            ? new String[] {"Session-Id", session.id()}
            : new String[] {"Session-Id", session.id(), "Content-Type", type};
    byte[] body = content.getBytes(StandardCharsets.UTF_8);

    Answer refused = client.send("POST", HeldSession.CURRENT + "/rotate", body, fields);
    assertEquals(status, refused.status(), refused::text);
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(201, session.rotate("").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Application/JSON", "application/json; charset=UTF-8", "application/json;a=b"})
  void rotation_withAnySpellingOfItsType_bindsTheSubject(String type) {
    HeldSession session = HeldSession.create(client, "{}");
    byte[] body = "{\"subject\":\"any-spelling\"}".getBytes(StandardCharsets.UTF_8);

    Answer bound =
        client.send(
            "POST",
            HeldSession.CURRENT + "/rotate",
            body,
            "Session-Id",
            session.id(),
            "Content-Type",
            type);
    assertEquals("any-spelling", bound.json().getString("subject"), bound::text);
    session.assertGone();
  }

  @Test
  void creation_repeated_isTheSameSessionUnderAnotherId() {
    byte[] body = "{\"attributes\":{\"a\":1}}".getBytes(StandardCharsets.UTF_8);
    String[] fields = {"Content-Type", "application/json", "Idempotency-Key", key};
    HeldSession first = of(client.send("POST", HeldSession.SESSIONS, body, fields));
    HeldSession second = of(client.send("POST", HeldSession.SESSIONS, body, fields));
    assertNotEquals(first.id(), second.id());
    assertEquals(handle(first), handle(second));
    awaitEnd(first);
    second.assertLives();

    Answer other =
        client.send("POST", HeldSession.SESSIONS, "{}".getBytes(StandardCharsets.UTF_8), fields);
    assertEquals(422, other.status());
    second.end();
    assertEquals(404, client.send("POST", HeldSession.SESSIONS, body, fields).status());
    second.assertGone();
  }

  @Test
  void rotation_repeated_isTheSameRotation() {
    HeldSession old = HeldSession.create(client, "{}");
    HeldSession first = of(old.rotate("", "Idempotency-Key", key));
    awaitEnd(old);
    HeldSession second = of(old.rotate("", "Idempotency-Key", key));
    awaitEnd(first);
    second.assertLives();

    HeldSession next = of(second.rotate(""));
    assertEquals(404, old.rotate("", "Idempotency-Key", key).status());
    next.assertLives();
  }

  @Test
  void touch_repeated_isAnsweredAgain() {
    HeldSession session = HeldSession.create(client, "{}");
    String path = HeldSession.CURRENT + "/touch";
    assertEquals(204, session.send("POST", path, "", "Idempotency-Key", key).status());
    assertEquals(204, session.send("POST", path, "", "Idempotency-Key", key).status());
    HeldSession other = HeldSession.create(client, "{}");
    assertEquals(204, other.send("POST", path, "", "Idempotency-Key", key).status());
  }

  /** Everything that an operator, a log or a dump can show. */
  @Test
  void id_isNowhereButInItsField() {
    HeldSession first = HeldSession.create(client, "{'subject':'secret-keeper'}");
    byte[] body = "{\"subject\":\"secret-keeper\"}".getBytes(StandardCharsets.UTF_8);
    String[] fields = {"Content-Type", "application/json", "Idempotency-Key", key};
    HeldSession second = of(client.send("POST", HeldSession.SESSIONS, body, fields));
    HeldSession third = of(second.rotate("", "Idempotency-Key", key));
    third.patch("{'a':1}");
    client.get("/api/v1/sessions/" + first.id());

    List<String> ids = List.of(first.id(), second.id(), third.id());
    String everything = dump() + SessionTarget.server().log() + client.get("/metrics").text();
    String list =
        client.get(HeldSession.sessionsOf("secret-keeper"), "Session-Id", third.id()).text();
    assertTrue(list.contains("\"current\":true"), list);
    assertAll(
        ids.stream()
            .map(
                id ->
                    () ->
                        assertFalse(
                            (everything + list).contains(id.substring("vds_".length())),
                            "an id is told")));
  }

  /** All keys and values of the sessions and of the answers that are kept. */
  private static String dump() {
    RedisProcess master = SessionTarget.redis().master();
    StringBuilder dump = new StringBuilder();
    for (String name : master.command("KEYS", "*").lines().toList()) {
      dump.append(name).append('\n').append(value(master, name));
    }
    assertTrue(dump.toString().contains("secret-keeper"), "the dump has what is stored");
    return dump.toString();
  }

  private static String value(RedisProcess master, String name) {
    String type = master.command("TYPE", name).strip();
    return switch (type) {
      case "hash" -> master.command("HGETALL", name);
      case "string" -> master.command("GET", name);
      case "zset" -> master.command("ZRANGE", name, "0", "-1");
      case "none" -> ""; // it has expired meanwhile
      default -> throw new IllegalStateException(type + " " + name);
    };
  }

  @Test
  void ids_areNeverAlike() {
    List<String> ids =
        IntStream.range(0, 200).mapToObj(i -> HeldSession.create(client, "{}").id()).toList();
    assertEquals(200, ids.stream().distinct().count());
    for (int at = 4; at < 46; at++) {
      int place = at;
      assertTrue(
          ids.stream().map(id -> id.charAt(place)).distinct().count() > 10,
          "the letters at " + at + " are not random");
    }
  }
}
