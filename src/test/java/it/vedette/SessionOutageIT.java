package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions while all of Redis is away: one server vouches for what it saw, the other does not. */
class SessionOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STATUS = "Session-Status";

  @AutoClose
  private static final Deployment deployment =
      Deployment.startPair(
          Duration.ofSeconds(2), Map.of(), Map.of("VEDETTE_SESSION_LOCAL_GRACE", "PT2M"));

  private static final Client strict = deployment.client();
  private static final Client vouching = deployment.there();

  private static HeldSession seen(String json) {
    HeldSession session = HeldSession.create(strict, json).by(vouching);
    assertEquals(200, session.read().status());
    return session;
  }

  @Test
  void withoutRedis_onlyWhatWasSeenIsVouchedFor() {
    HeldSession session = seen("{'attributes':{'a':1,'b':{'c':2}}}");
    HeldSession unseen = HeldSession.create(strict, "{}").by(vouching);
    List<HeldSession> changed = changedElsewhere();

    deployment.processes().forEach(RedisProcess::pause);
    try {
      Answer vouched = awaitVouched(session);
      assertEquals(1, vouched.json().getJsonObject("attributes").getInt("a"));
      assertEquals("no-store", vouched.header("Cache-Control"));
      Answer one = session.send("GET", HeldSession.ATTRIBUTES + "/b", "");
      assertEquals("{\"c\":2}", one.text());
      assertTrue(one.header(STATUS).startsWith("local-grace"), one.header(STATUS));
      assertEquals(304, session.read("If-None-Match", vouched.header("ETag")).status());
      assertEquals(412, session.read("If-Match", "\"x\"").status());
      changed.forEach(other -> assertUnavailable(other.read()));
      assertUnavailable(unseen.read());
      assertUnavailable(session.by(strict).read());
      assertReadOnly(session);
    } finally {
      deployment.processes().forEach(RedisProcess::resume);
    }
    Await.until("Redis is back", PATIENCE, () -> isFresh(session.read()));
    changed.get(0).assertGone();
    changed.get(1).assertGone();
  }

  /** The first two have ended, on another server. */
  private static List<HeldSession> changedElsewhere() {
    HeldSession ended = seen("{}");
    HeldSession revoked = seen("{'subject':'revoked'}");
    HeldSession rotated = seen("{}");
    HeldSession written = seen("{'attributes':{'a':1}}");
    awaitMessages();
    ended.by(strict).end();
    strict.delete(HeldSession.sessionsOf("revoked"));
    rotated.by(strict).rotate("");
    written.by(strict).patch("{'a':2}");
    awaitMessages();
    return List.of(ended, revoked, rotated, written);
  }

  private static void assertReadOnly(HeldSession session) {
    assertNotApplied(session.patch("{'a':3}"));
    assertNotApplied(session.rotate(""));
    assertNotApplied(session.end());
    assertNotApplied(vouching.post(HeldSession.SESSIONS, "{}"));
    assertUnavailable(session.send("POST", HeldSession.CURRENT + "/touch", ""));
  }

  /** Messages come one after the other: who hears of this change has heard of those before. */
  private static void awaitMessages() {
    Entries entries = Entries.fresh();
    entries.setPolicy(strict, "{'near':600}");
    strict.put(entries.entry("k"), "before");
    Await.until(
        "a copy answers",
        PATIENCE,
        () -> vouching.get(entries.entry("k")).header("Cache-Status").endsWith("detail=near"));
    strict.put(entries.entry("k"), "after");
    Await.until(
        "the copy is dropped",
        PATIENCE,
        () -> vouching.get(entries.entry("k")).text().equals("after"));
  }

  private static Answer awaitVouched(HeldSession session) {
    Await.until(
        "the server vouches for it",
        PATIENCE,
        () -> session.read().headers().firstValue(STATUS).isPresent());
    Answer vouched = session.read();
    assertEquals(200, vouched.status(), vouched::text);
    assertTrue(vouched.header(STATUS).matches("local-grace; age=\\d+"), vouched.header(STATUS));
    return vouched;
  }

  private static boolean isFresh(Answer answer) {
    return answer.status() == 200 && answer.headers().firstValue(STATUS).isEmpty();
  }

  private static void assertUnavailable(Answer answer) {
    assertEquals(503, answer.status(), answer::text);
    assertEquals("store-unavailable", answer.problem());
    assertFalse(answer.header("Retry-After").isEmpty());
  }

  private static void assertNotApplied(Answer answer) {
    assertUnavailable(answer);
    assertEquals("not-applied", answer.json().getString("outcome"));
  }
}
