package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of many tasks, which are tasks themselves. */
class BulkChangeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Client client = Target.client();
  private final Tasks tasks = Tasks.fresh(client);

  private void submit(int count, String type) {
    String items =
        IntStream.range(0, count)
            .mapToObj(i -> tasks.document(type, ""))
            .collect(Collectors.joining(","));
    assertEquals(200, client.post(Tasks.ALL + "/batch", "{\"tasks\":[" + items + "]}").status());
  }

  private JsonObject done(String path, String members) {
    Answer answer = client.post(path, members);
    assertEquals(202, answer.status(), answer::text);
    String task = answer.header("Location");
    assertTrue(task.startsWith("/api/v1/tasks/_system-"), task);
    Await.until(
        "the change to be done",
        PATIENCE,
        () -> client.get(task).json().getString("status").equals("succeeded"));
    return client.get(task + "/result").json();
  }

  private long count(String status) {
    return client.get(tasks.path()).json().getJsonObject("tasks").getInt(status);
  }

  @Test
  void cancellation_retry_andDeletion_changeAllThatFit() {
    submit(450, "a");
    submit(50, "b");
    String filter = "{\"queue\":\"%s\",\"type\":\"a\"}".formatted(tasks.queue());
    JsonObject cancelled = done("/api/v1/tasks/cancellations", filter);
    assertEquals(450, cancelled.getInt("changed"));
    assertEquals(450, count("cancelled"));
    assertEquals(50, count("queued"));

    String some = "{\"queue\":\"%s\",\"status\":\"cancelled\"}".formatted(tasks.queue());
    assertEquals(450, done("/api/v1/tasks/retries", some).getInt("changed"));
    assertEquals(500, count("queued"));

    assertEquals(500, done(tasks.path() + "/purge", "{}").getInt("changed"));
    assertEquals(500, done("/api/v1/tasks/deletions", some).getInt("changed"));
    assertEquals(0, count("cancelled"));
  }

  @Test
  void change_ofWhatTheServiceDoes_orOfNothingKnown_isRefused() {
    assertEquals(
        "conflict",
        client.post("/api/v1/tasks/cancellations", "{\"queue\":\"_system\"}").problem());
    assertEquals(
        "malformed-request",
        client.post("/api/v1/tasks/cancellations", "{\"stauts\":\"dead\"}").problem());
  }
}
