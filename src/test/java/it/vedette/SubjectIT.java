package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sessions of a subject: listed, limited and revoked. */
class SubjectIT {
  private static final int MOST = SessionTarget.MAX_PER_SUBJECT;

  private static final Client client = SessionTarget.client();

  private final String subject = HeldSession.subject();

  private HeldSession create() {
    return HeldSession.create(client, "{'subject':'" + subject + "'}");
  }

  private static List<JsonObject> items(Answer answer) {
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> handles(List<JsonObject> items) {
    return items.stream().map(item -> item.getString("handle")).toList();
  }

  private static String handle(HeldSession session) {
    return session.peek().json().getString("handle");
  }

  private static long revoked(Answer answer) {
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonNumber("revoked").longValue();
  }

  @Test
  void list_showsTheLiveOnes_theOldestFirst() {
    String path = HeldSession.sessionsOf(subject);
    assertEquals(List.of(), items(client.get(path)));
    HeldSession first =
        HeldSession.create(client, "{'subject':'" + subject + "','device':{'name':'phone'}}");
    HeldSession second = create();
    HeldSession third = create();
    second.end();

    List<JsonObject> items = items(client.get(path, "Session-Id", third.id()));
    assertEquals(List.of(handle(first), handle(third)), handles(items));
    JsonObject document = first.peek().json();
    JsonObject item = items.get(0);
    assertAll(
        () -> assertEquals(document.getString("created"), item.getString("created")),
        () -> assertEquals(document.getString("expires"), item.getString("expires")),
        () -> assertEquals("{\"name\":\"phone\"}", item.getJsonObject("device").toString()),
        () -> assertTrue(item.containsKey("lastAccess")),
        () -> assertTrue(!item.containsKey("current") && items.get(1).getBoolean("current")));
  }

  @Test
  void list_inPages_isComplete() {
    List<String> handles = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      handles.add(handle(create()));
    }
    List<String> listed = new ArrayList<>();
    String path = HeldSession.sessionsOf(subject) + "?limit=2";
    while (!path.isEmpty()) {
      Answer page = client.get(path);
      listed.addAll(handles(items(page)));
      String link = page.headers().firstValue("Link").orElse("");
      assertEquals(link.isEmpty(), !page.json().containsKey("next"));
      path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }
    assertEquals(handles, listed);
  }

  @Test
  void surplus_theOldestGoes() {
    List<HeldSession> sessions = IntStream.range(0, MOST + 2).mapToObj(i -> create()).toList();
    sessions.get(0).assertGone();
    sessions.get(1).assertGone();
    sessions.subList(2, MOST + 2).forEach(HeldSession::assertLives);
    assertEquals(MOST, items(client.get(HeldSession.sessionsOf(subject))).size());
  }

  /** The oldest of those that are live: one that has ended makes room. */
  @Test
  void surplus_deadSessionsDoNotCount() {
    List<HeldSession> sessions = IntStream.range(0, MOST).mapToObj(i -> create()).toList();
    sessions.get(3).end();
    create();
    sessions.get(0).assertLives();
  }

  @Test
  void loggingIn_countsAsOneMore() {
    List<HeldSession> sessions = IntStream.range(0, MOST).mapToObj(i -> create()).toList();
    HeldSession anonymous = HeldSession.create(client, "{}");
    anonymous.rotate("{'subject':'" + subject + "'}");
    sessions.get(0).assertGone();
    assertEquals(MOST, items(client.get(HeldSession.sessionsOf(subject))).size());
  }

  @Test
  void revokeAll_endsAll_andOnlyThose() {
    HeldSession one = create();
    HeldSession two = create();
    HeldSession other = HeldSession.create(client, "{'subject':'" + HeldSession.subject() + "'}");
    assertEquals(2, revoked(client.delete(HeldSession.sessionsOf(subject))));
    one.assertGone();
    two.assertGone();
    other.assertLives();
    assertEquals(0, revoked(client.delete(HeldSession.sessionsOf(subject))));
    HeldSession after = create();
    after.assertLives();
    assertEquals(1, items(client.get(HeldSession.sessionsOf(subject))).size());
  }

  /** What an index has lost is revoked all the same. */
  @Test
  void revokeAll_reachesSessionsThatNoIndexNames() {
    HeldSession session = create();
    SessionTarget.redis().master().command("DEL", "vedette:1:{sessions}:index:" + subject);
    assertEquals(List.of(), items(client.get(HeldSession.sessionsOf(subject))));
    assertEquals(0, revoked(client.delete(HeldSession.sessionsOf(subject))));
    session.assertGone();
  }

  @Test
  void revokeOthers_keepsTheCallers() {
    HeldSession one = create();
    HeldSession mine = create();
    String path = HeldSession.sessionsOf(subject) + "?except=current";
    assertEquals(400, client.delete(path).status());
    HeldSession stranger = HeldSession.create(client, "{}");
    assertEquals(404, client.delete(path, "Session-Id", stranger.id()).status());
    one.assertLives();

    assertEquals(1, revoked(client.delete(path, "Session-Id", mine.id())));
    one.assertGone();
    mine.assertLives();
    assertEquals(204, mine.patch("{'a':1}").status());
    assertEquals(1, items(client.get(HeldSession.sessionsOf(subject))).size());
  }

  @Test
  void revokeOne_endsThatOne() {
    HeldSession one = create();
    HeldSession two = create();
    String path = HeldSession.sessionsOf(subject) + "/" + handle(one);
    String elsewhere = HeldSession.sessionsOf(HeldSession.subject()) + "/" + handle(one);
    assertEquals(0, revoked(client.delete(elsewhere)));
    one.assertLives();
    assertEquals(1, revoked(client.delete(path)));
    assertEquals(0, revoked(client.delete(path)));
    one.assertGone();
    two.assertLives();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "https:x",
        "auth0|7",
        "\u00fc \u20ac",
        "a+b@example.org",
        "%",
        "sessions",
        "a/sessions/b"
      })
  void subject_ofAnySpelling_isOne(String name) {
    String text = name + HeldSession.subject();
    HeldSession session = HeldSession.create(client, "{'subject':'" + text + "'}");
    String escaped =
        java.net.URLEncoder.encode(text, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("%2F", "/");
    String base64 =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, items(client.get(HeldSession.sessionsOf(escaped))).size());
    String wholly = escaped.replace("/", "%2F");
    assertEquals(1, items(client.get(HeldSession.sessionsOf(wholly))).size());
    String path = HeldSession.sessionsOf(base64) + "?subjectEncoding=base64url";
    assertEquals(1, items(client.get(path)).size());
    assertEquals(1, revoked(client.delete(path)));
    session.assertGone();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2F/sessions",
        "a%2F..%2Fb/sessions",
        "a;b/sessions",
        "%ff/sessions",
        "a/sessions?limit=0",
        "a/sessions?cursor=x",
        "a/sessions?subjectEncoding=hex",
        "!/sessions?subjectEncoding=base64url",
        "a/sessions?except=current",
      })
  void list_malformed_isRefused(String path) {
    Answer answer = client.get("/api/v1/subjects/" + path);
    assertEquals(400, answer.status(), answer::text);
    assertEquals("malformed-request", answer.problem());
  }
}
