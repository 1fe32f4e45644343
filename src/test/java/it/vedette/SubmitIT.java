package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submitting: what is taken once, and what is refused. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class SubmitIT {
  private final Client client;
  private final Tasks tasks;

  SubmitIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  @Test
  void uniqueValue_isTakenWhileItsTaskIsUnfinished_andFreeWithItsEnd() {
    String first = tasks.submit("x", unique("reject"));
    Answer refused = client.post(Tasks.ALL, tasks.document("x", unique("reject")));
    assertEquals("conflict", refused.problem());
    assertTrue(refused.text().contains(Tasks.path(first)), refused::text);
    Answer existing = client.post(Tasks.ALL, tasks.document("y", unique("existing")));
    assertEquals(200, existing.status());
    assertEquals(first, existing.json().getString("id"));
    assertEquals("x", existing.json().getString("type"));

    String second = tasks.submit("x", unique("replace"));
    assertEquals("cancelled", tasks.status(first));
    assertEquals("replaced", tasks.read(first).getString("reason"));
    JsonObject lease = tasks.take();
    assertEquals(second, lease.getString("task"));
    assertEquals(409, client.post(Tasks.ALL, tasks.document("x", unique("replace"))).status());
    tasks.complete(lease, "1");
    assertNotEquals(second, tasks.submit("x", unique("reject")));
  }

  private static String unique(String onConflict) {
    return ",\"unique\":{\"value\":\"v 1\",\"onConflict\":\"%s\"}".formatted(onConflict);
  }

  @Test
  void idempotencyKey_submitsOnce() {
    String key = "\"" + UUID.randomUUID() + "\"";
    byte[] document = tasks.document("x", "").getBytes(StandardCharsets.UTF_8);
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", key};
    Answer first = client.send("POST", Tasks.ALL, document, headers);
    Answer again = client.send("POST", Tasks.ALL, document, headers);
    assertEquals(first.text(), again.text());
    assertEquals(202, again.status());
    assertEquals(1, tasks.pull("\"max\":10").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"\"}",
        "{\"type\":\"a b\"}",
        "{\"type\":\"x\",\"typo\":1}",
        "{\"type\":\"x\",\"queue\":\"Upper\"}",
        "{\"type\":\"x\",\"queue\":\"_system\"}",
        "{\"type\":\"x\",\"delay\":-1}",
        "{\"type\":\"x\",\"delay\":1,\"runAt\":\"2030-01-01T00:00:00Z\"}",
        "{\"type\":\"x\",\"runAt\":\"tomorrow\"}",
        "{\"type\":\"x\",\"priority\":10}",
        "{\"type\":\"x\",\"priority\":1.5}",
        "{\"type\":\"x\",\"key\":\"ä\"}",
        "{\"type\":\"x\",\"tags\":[]}",
        "{\"type\":\"x\",\"tags\":[1]}",
        "{\"type\":\"x\",\"timeout\":-1}",
        "{\"type\":\"x\",\"retry\":{\"attempts\":0}}",
        "{\"type\":\"x\",\"retry\":{\"factor\":0.5}}",
        "{\"type\":\"x\",\"retry\":[]}",
        "{\"type\":\"x\",\"unique\":{}}",
        "{\"type\":\"x\",\"unique\":{\"value\":\"v\",\"onConflict\":\"other\"}}",
        "{\"type\":\"x\",\"payload\":{\"mediaType\":\"a/b\",\"base64\":\"%\"}}",
        "{\"type\":\"x\",\"payload\":{\"mediaType\":\"\\n\",\"base64\":\"\"}}"
      })
  void badTask_isMalformed(String document) {
    Answer answer = client.post(Tasks.ALL, document);
    assertEquals("malformed-request", answer.problem(), answer::text);
    assertFalse(answer.json().getJsonArray("errors").isEmpty());
    assertEquals("not-applied", answer.json().getString("outcome"));
  }

  @Test
  void payload_thatIsTooLarge_isRefused() {
    String text = "x".repeat(262_144);
    Answer answer = client.post(Tasks.ALL, tasks.document("x", ",\"payload\":\"" + text + "\""));
    assertEquals("too-large", answer.problem(), answer::text);
  }
}
