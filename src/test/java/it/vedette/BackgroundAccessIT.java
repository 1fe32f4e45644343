package it.vedette;

import static it.vedette.ClosedTarget.CALLERS;
import static it.vedette.ClosedTarget.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sees the tasks of the service itself: who may do what they do. */
class BackgroundAccessIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Client client = ClosedTarget.client();
  private final Entries entries = Entries.fresh();
  private final Map<String, String> tokens = new HashMap<>();

  /** A token that counts when this returns; the same for the same scopes. */
  private String token(String scopes) {
    String token =
        tokens.computeIfAbsent(scopes, it -> CALLERS.token(entries.cache() + tokens.size(), it));
    Await.until(
        "the token counts",
        SOON,
        () -> client.get("/api/v1/caches", bearer(token)).status() != 401);
    return token;
  }

  @Test
  void invalidation_isSeenByWhoMayWriteTheCache() {
    String writer = token("cache:write:" + entries.cache());
    Answer begun = begin(entries.invalidations(), "{\"all\":true}", writer);
    String task = begun.header("Location");
    Await.until("its end", SOON, () -> get(task, writer).text().contains("succeeded"));
    assertEquals("{\"invalidated\":0}", get(task + "/result", writer).text());
    assertSeenByNobodyElse(task, "cache:write:other", "cache:read", "task:work:" + entries.cache());
    assertCancelledBy(task, writer, "cache:write:other", "task:submit:" + entries.cache());
  }

  @Test
  void changeOfManyTasks_isSeenByWhoMaySeeTheirQueue() {
    String queue = entries.cache();
    String submitter = token("task:submit:" + queue);
    String json = "{\"queue\":\"" + queue + "\"}";
    String task = begin(Tasks.ALL + "/deletions", json, submitter).header("Location");
    Await.until("its end", SOON, () -> get(task, submitter).text().contains("succeeded"));
    assertEquals(200, get(task + "/result", submitter).status());
    assertEquals(200, get(task, token("task:work:" + queue)).status());
    assertSeenByNobodyElse(task, "task:submit:other", "cache:write:" + queue);
    assertCancelledBy(task, submitter, "task:work:" + queue, "task:submit:other");
  }

  /** It has ended, which only who might cancel it is told. */
  private void assertCancelledBy(String task, String token, String... others) {
    assertEquals("conflict", cancel(task, token).problem());
    for (String scope : others) {
      Answer refused = cancel(task, token(scope));
      assertEquals("forbidden", refused.problem(), scope);
      assertEquals("not-applied", refused.json().getString("outcome"));
    }
  }

  private Answer begin(String path, String json, String token) {
    Answer answer = post(path, json, token);
    assertEquals(202, answer.status(), answer::text);
    return answer;
  }

  private Answer cancel(String task, String token) {
    return post(task + "/cancel", "{}", token);
  }

  private Answer post(String path, String json, String token) {
    String[] bearer = bearer(token);
    byte[] content = json.getBytes(StandardCharsets.UTF_8);
    return client.send(
        "POST",
        path,
        content,
        "Content-Type",
        "application/json",
        "Prefer",
        "respond-async",
        bearer[0],
        bearer[1]);
  }

  private Answer get(String path, String token) {
    return client.get(path, bearer(token));
  }

  private void assertSeenByNobodyElse(String task, String... scopes) {
    for (String scope : scopes) {
      for (String path : new String[] {task, task + "/result"}) {
        Answer refused = get(path, token(scope));
        assertEquals("forbidden", refused.problem(), scope);
        String challenge = refused.header("WWW-Authenticate");
        assertTrue(challenge.contains("insufficient_scope"), challenge);
      }
    }
  }
}
