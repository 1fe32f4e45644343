package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One task: submitted, seen, changed and done. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class TaskIT {
  private static final byte[] NONE = {};

  private final Client client;
  private final Tasks tasks;

  TaskIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  @Test
  void task_isSubmitted_taken_done_andHasItsResult() {
    Answer submitted =
        client.post(
            Tasks.ALL,
            tasks.document("mail", ",\"payload\":{\"to\":[1,\"ü\"]},\"tags\":[\"a\",\"b\"]"));
    String id = submitted.json().getString("id");
    assertAll(
        () -> assertEquals(202, submitted.status()),
        () -> assertEquals(Tasks.path(id), submitted.header("Location")),
        () -> assertEquals("no-store", submitted.header("Cache-Control")),
        () -> assertEquals("queued", submitted.json().getString("status")),
        () -> assertTrue(id.startsWith(tasks.queue() + "-"), id));

    JsonObject lease = tasks.take();
    assertAll(
        () -> assertEquals(id, lease.getString("task")),
        () -> assertEquals("mail", lease.getString("type")),
        () -> assertEquals("{\"to\":[1,\"ü\"]}", String.valueOf(lease.get("payload"))),
        () -> assertEquals("[\"a\",\"b\"]", String.valueOf(lease.get("tags"))),
        () -> assertEquals(1, lease.getInt("attempt")),
        () -> assertEquals("running", tasks.status(id)),
        () -> assertEquals(409, client.get(Tasks.path(id) + "/result").status()));

    assertEquals(200, tasks.complete(lease, "{\"ok\": 1}").status());
    Answer result = client.get(Tasks.path(id) + "/result");
    JsonObject done = tasks.read(id);
    assertAll(
        () -> assertEquals("{\"ok\": 1}", result.text()),
        () -> assertEquals("application/json", result.header("Content-Type")),
        () -> assertEquals("succeeded", done.getString("status")),
        () ->
            assertEquals(
                "succeeded", done.getJsonArray("attempts").getJsonObject(0).getString("outcome")),
        () -> assertEquals(Tasks.path(id) + "/result", links(done).getString("result")));
  }

  private static JsonObject links(JsonObject task) {
    return task.getJsonObject("links");
  }

  @Test
  void payloadOfBytes_andResultOfAnyType_comeAsTheyWere() {
    String id =
        tasks.submit("bytes", ",\"payload\":{\"mediaType\":\"image/png\",\"base64\":\"AP8=\"}");
    JsonObject lease = tasks.take();
    assertEquals(
        "{\"mediaType\":\"image/png\",\"base64\":\"AP8=\"}", String.valueOf(lease.get("payload")));
    byte[] bytes = {0, -1, 10, 13};
    assertEquals(
        200,
        client
            .send("POST", Tasks.lease(lease) + "/complete", bytes, "Content-Type", "image/gif")
            .status());
    Answer result = client.get(Tasks.path(id) + "/result");
    assertEquals("image/gif", result.header("Content-Type"));
    assertEquals(4, result.body().length);
    assertEquals(-1, result.body()[1]);
  }

  @Test
  void taskWithoutResult_hasNone_andAnUnknownOneIsNotFound() {
    String id = tasks.submit("empty");
    assertEquals(200, client.send("POST", Tasks.lease(tasks.take()) + "/complete", NONE).status());
    assertEquals(204, client.get(Tasks.path(id) + "/result").status());
    assertEquals("task-not-found", client.get(Tasks.path("q-0000000000abcdefghjk")).problem());
    assertEquals("task-not-found", client.get(Tasks.path("nonsense")).problem());
  }

  @Test
  void delayedTask_isReadyWhenItIsDue_andNotBefore() {
    Instant begin = Instant.now();
    String id = tasks.submit("later", ",\"delay\":1");
    assertEquals("scheduled", tasks.status(id));
    assertTrue(tasks.pull("").isEmpty());
    JsonObject lease = tasks.take();
    Duration took = Duration.between(begin, Instant.now());
    assertEquals(id, lease.getString("task"));
    assertTrue(took.toMillis() >= 1000 && took.toMillis() < 3000, took::toString);
  }

  @Test
  void failedAttempt_isRepeated_andTheLastOneMakesTheTaskDead() {
    String id =
        tasks.submit("fails", ",\"retry\":{\"attempts\":2,\"initial\":1,\"factor\":1,\"max\":1}");
    JsonObject first = tasks.take();
    assertEquals(
        "retrying", tasks.fail(first, "{\"error\":\"broken ä\"}").json().getString("status"));
    JsonObject second = tasks.take();
    assertEquals(2, second.getInt("attempt"));
    assertTrue(fence(second) > fence(first));
    assertEquals("dead", tasks.fail(second, "{}").json().getString("status"));
    JsonObject dead = tasks.read(id);
    assertEquals("attempts", dead.getString("reason"));
    assertEquals(2, dead.getJsonArray("attempts").size());
    assertEquals("broken ä", dead.getJsonArray("attempts").getJsonObject(0).getString("error"));

    Answer letters = client.get("/api/v1/dead-letters?queue=" + tasks.queue());
    assertEquals(1, letters.json().getJsonArray("items").size());
    assertEquals(200, client.post("/api/v1/dead-letters/" + id + "/retry", "{}").status());
    assertEquals(1, tasks.take().getInt("attempt"));
  }

  private static long fence(JsonObject lease) {
    return lease.getJsonNumber("fence").longValueExact();
  }

  @Test
  void failure_thatIsNotWorthARetry_endsTheTask_andARetryIsTakenAtItsTime() {
    String hopeless = tasks.submit("hopeless");
    assertEquals(
        "failed", tasks.fail(tasks.take(), "{\"retryable\":false}").json().getString("status"));
    assertEquals("failed", tasks.status(hopeless));
    assertEquals("result-gone", client.get(Tasks.path(hopeless) + "/result").problem());

    String later = tasks.submit("later");
    tasks.fail(tasks.take(), "{\"retryAfter\":3600}");
    Instant at = Instant.parse(tasks.read(later).getString("runAt"));
    assertTrue(at.isAfter(Instant.now().plusSeconds(3500)), at::toString);
    assertEquals(200, client.post(Tasks.path(later) + "/retry", "").status());
    assertEquals(later, tasks.take().getString("task"));
  }

  @Test
  void cancel_ofAQueuedTask_isDone_andOfARunningOneItsWorkerIsTold() {
    String queued = tasks.submit("x");
    assertEquals(200, client.post(Tasks.path(queued) + "/cancel", "{}").status());
    assertEquals(200, client.post(Tasks.path(queued) + "/cancel", "{}").status());
    assertEquals("cancelled", tasks.status(queued));
    assertTrue(tasks.pull("").isEmpty());

    String running = tasks.submit("x");
    JsonObject lease = tasks.take();
    assertEquals(202, client.post(Tasks.path(running) + "/cancel", "{}").status());
    JsonObject told = tasks.heartbeat(lease, "{}").json();
    assertTrue(told.getBoolean("cancelRequested"));
    assertTrue(tasks.read(running).getBoolean("cancelRequested"));
    assertEquals("cancelled", tasks.release(lease, "{}").json().getString("status"));
  }

  @Test
  void delete_forgetsAFinishedTask_andNoOther() {
    String id = tasks.submit("x");
    assertEquals("conflict", client.delete(Tasks.path(id)).problem());
    tasks.complete(tasks.take(), "1");
    assertEquals("conflict", client.post(Tasks.path(id) + "/retry", "{}").problem());
    assertEquals(204, client.delete(Tasks.path(id)).status());
    assertEquals(404, client.get(Tasks.path(id)).status());
    assertEquals(404, client.delete(Tasks.path(id)).status());
  }

  @Test
  void version_changesWithTheTask_andWhoWaitsIsTold() {
    String id = tasks.submit("x");
    Answer before = client.get(Tasks.path(id));
    String tag = before.header("ETag");
    assertEquals(304, client.get(Tasks.path(id), "If-None-Match", tag).status());

    var waiting =
        client.sendAsync("GET", Tasks.path(id), NONE, "Prefer", "wait=15", "If-None-Match", tag);
    Instant begin = Instant.now();
    JsonObject lease = tasks.take();
    Answer after = waiting.join();
    assertEquals("running", after.json().getString("status"));
    assertTrue(Duration.between(begin, Instant.now()).toSeconds() < 5);
    tasks.complete(lease, "1");
    assertEquals(
        "succeeded", client.get(Tasks.path(id), "Prefer", "wait=15").json().getString("status"));
  }

  @Test
  void deadline_endsATaskThatNobodyTakes() {
    String id = tasks.submit("x", ",\"deadline\":\"%s\"".formatted(Instant.now().plusSeconds(1)));
    tasks.awaitStatus(id, "expired");
    assertTrue(tasks.pull("").isEmpty());
    Answer late =
        client.post(
            Tasks.ALL, tasks.document("x", ",\"delay\":60,\"deadline\":\"" + Instant.now() + "\""));
    assertEquals("malformed-request", late.problem());
  }
}
