package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches over HTTP; what becomes of their tasks is tried with the scripts. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class TaskBatchIT {
  private final Client client;
  private final Tasks tasks;
  private final String name = "b" + UUID.randomUUID().toString().substring(0, 13);

  TaskBatchIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  private String path() {
    return "/api/v1/batches/" + name;
  }

  private Answer put(String json) {
    return client.put(path(), json, "Content-Type", "application/json");
  }

  private String closing(String type) {
    return "{\"queue\":\"%s\",\"type\":\"%s\",\"payload\":{\"of\":1}}"
        .formatted(tasks.queue(), type);
  }

  private String member() {
    return ",\"batch\":\"" + name + "\"";
  }

  private Answer seal() {
    return client.post(path() + "/seal", "{}");
  }

  @Test
  void batch_endsInOneTask_whenItsTasksHaveEnded() {
    Answer made = put("{\"onFinished\":" + closing("done") + "}");
    assertEquals(201, made.status(), made::text);
    assertEquals("open", made.json().getString("state"));
    assertEquals(200, put("{\"onFinished\":" + closing("done") + "}").status());
    List<String> ids = List.of(tasks.submit("x", member()), tasks.submit("x", member()));
    assertEquals(name, tasks.read(ids.get(0)).getString("batch"));
    assertEquals("sealed", seal().json().getString("state"));
    Answer late = client.post(Tasks.ALL, tasks.document("x", member()));
    assertEquals("conflict", late.problem());
    tasks.complete(tasks.pull("\"types\":[\"x\"]").get(0), "1");
    assertEquals(1, counts().getInt("unfinished"));
    assertTrue(tasks.pull("\"types\":[\"done\"]").isEmpty());
    tasks.fail(tasks.pull("\"types\":[\"x\"]").get(0), "{\"retryable\":false}");
    JsonObject last = tasks.take();
    assertEquals("done", last.getString("type"));
    assertEquals(1, last.getJsonObject("payload").getInt("of"));
    assertEquals("finished", client.get(path()).json().getString("state"));
    assertEquals(1, counts().getInt("succeeded"));
    assertEquals(1, counts().getInt("failed"));
    assertTrue(
        client
            .get(path())
            .json()
            .getJsonObject("links")
            .getString("onFinished")
            .endsWith(last.getString("task")));
  }

  private JsonObject counts() {
    return client.get(path()).json().getJsonObject("tasks");
  }

  @Test
  void batchOfWhichATaskFails_endsInTheOther() {
    put("{\"onFinished\":%s,\"onFailed\":%s}".formatted(closing("good"), closing("bad")));
    tasks.submit("x", member());
    seal();
    tasks.fail(tasks.take(), "{\"retryable\":false}");
    assertEquals("bad", tasks.take().getString("type"));
    assertEquals(204, tasks.ask("").status());
  }

  @Test
  void sealedBatch_cannotBeMadeAnother() {
    put("{\"onFinished\":" + closing("done") + "}");
    seal();
    assertEquals(200, seal().status());
    assertEquals("conflict", put("{\"onFinished\":" + closing("other") + "}").problem());
  }

  @Test
  void batchOfAnotherQueue_isNotTakenOver_whileItIsUnfinished() {
    put("{\"onFinished\":" + closing("done") + "}");
    Answer other = put("{\"onFinished\":{\"queue\":\"other\",\"type\":\"t\"}}");
    assertEquals("conflict", other.problem());
  }

  @Test
  void batchThatIsNotThere_isNotFound_andHasNoTasks() {
    assertEquals("batch-not-found", client.get(path()).problem());
    assertEquals("batch-not-found", seal().problem());
    assertFalse(client.get(path()).json().containsKey("outcome"));
    assertEquals("not-applied", seal().json().getString("outcome"));
    assertEquals(
        "malformed-request", client.post(Tasks.ALL, tasks.document("x", member())).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"onFinished\":1}",
        "{\"onFinished\":{\"type\":\"t\",\"delay\":1}}",
        "{\"onFinished\":{\"type\":\"t\",\"batch\":\"b\"}}",
        "{\"onFinished\":{\"type\":\"t\"},\"onFailed\":{\"queue\":\"q\",\"type\":\"t\"}}",
        "{\"onFinished\":{\"type\":\"t\"},\"more\":1}"
      })
  void badBatch_isMalformed(String json) {
    assertEquals("malformed-request", put(json).problem());
  }
}
