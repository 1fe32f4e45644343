package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many tasks: submitted together, listed, and seen by queue. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class TaskListIT {
  private final Client client;
  private final Tasks tasks;

  TaskListIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  private JsonObject batch(String... items) {
    Answer answer =
        client.post(Tasks.ALL + "/batch", "{\"tasks\":[" + String.join(",", items) + "]}");
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private List<String> list(String query) {
    List<String> ids = new ArrayList<>();
    String path = "/api/v1/tasks?queue=" + tasks.queue() + query;
    String cursor = "";
    do {
      JsonObject page = client.get(path + cursor).json();
      page.getJsonArray("items").stream()
          .map(JsonValue::asJsonObject)
          .forEach(item -> ids.add(item.getString("id")));
      cursor = page.containsKey("next") ? "&cursor=" + page.getString("next") : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  @Test
  void batch_ofManyTasks_keepsTheirOrder_andEachIsForItself() {
    String[] items =
        IntStream.range(0, 250)
            .mapToObj(i -> i == 7 ? unique() : i == 8 ? unique() : tasks.document("t" + i % 2, ""))
            .toArray(String[]::new);
    List<JsonObject> results =
        batch(items).getJsonArray("results").stream().map(JsonValue::asJsonObject).toList();
    assertEquals(250, results.size());
    assertEquals(409, results.get(8).getInt("status"));
    assertEquals("conflict", problem(results.get(8)));
    assertEquals(249, results.stream().filter(it -> it.getInt("status") == 202).count());
    assertEquals(249, list("&limit=100").size());
    assertEquals(249, list("&status=queued&limit=33").stream().distinct().count());
    List<String> odd = list("&type=t1");
    assertEquals(125, odd.size());
    assertEquals(odd.stream().sorted(Collections.reverseOrder()).toList(), odd);
  }

  private String unique() {
    return tasks.document("t1", ",\"unique\":{\"value\":\"v\"}");
  }

  private static String problem(JsonObject result) {
    return result.getJsonObject("problem").getString("type").replaceAll(".*:", "");
  }

  @Test
  void itemsWithIdempotencyKeys_areSubmittedOnce() {
    String item = tasks.document("x", ",\"idempotencyKey\":\"k-" + tasks.queue() + "\"");
    String other = tasks.document("y", ",\"idempotencyKey\":\"k-" + tasks.queue() + "\"");
    String first = id(batch(item));
    assertEquals(first, id(batch(item)));
    JsonObject reused = batch(other).getJsonArray("results").getJsonObject(0);
    assertEquals(422, reused.getInt("status"));
    assertEquals("idempotency-key-reused", problem(reused));
    assertEquals(1, list("").size());
  }

  private static String id(JsonObject batch) {
    return batch.getJsonArray("results").getJsonObject(0).getString("id");
  }

  @Test
  void filters_areMetTogether() {
    tasks.submit("a", ",\"key\":\"k1\",\"tags\":[\"red\",\"big\"]");
    String wanted = tasks.submit("a", ",\"key\":\"k2\",\"tags\":[\"red\"]");
    tasks.submit("b", ",\"key\":\"k2\",\"tags\":[\"red\"]");
    assertEquals(List.of(wanted), list("&type=a&tag=red&key=k2&status=queued"));
    assertEquals(3, list("&tag=red").size());
    assertEquals(2, list("&key=k2").size());
    assertTrue(list("&status=dead").isEmpty());
    assertEquals("malformed-request", client.get("/api/v1/tasks?status=nonsense").problem());
    assertEquals("malformed-request", client.get("/api/v1/tasks?cursor=x").problem());
  }

  @Test
  void queue_showsItsDepth_itsSettings_andWhatItHasDone() {
    tasks.set(
        "{\"concurrency\":5,\"rate\":\"10/s\",\"perKey\":{\"concurrency\":1,\"rate\":\"600/m\"},\"keep\":{\"succeeded\":60,\"others\":\"PT2M\",\"most\":10},\"maxLength\":2}");
    tasks.submit("x");
    tasks.submit("x");
    assertEquals("quota-exceeded", client.post(Tasks.ALL, tasks.document("x", "")).problem());
    tasks.complete(tasks.take(), "1");
    JsonObject queue = client.get(tasks.path()).json();
    assertEquals(5, queue.getInt("concurrency"));
    assertEquals("10/s", queue.getString("rate"));
    assertEquals(
        "{\"concurrency\":1,\"rate\":\"600/m\"}", queue.getJsonObject("perKey").toString());
    assertEquals(
        "{\"succeeded\":60,\"others\":120,\"most\":10}", queue.getJsonObject("keep").toString());
    assertEquals(2, queue.getInt("maxLength"));
    assertEquals(1, queue.getJsonObject("tasks").getInt("queued"));
    assertEquals(1, queue.getJsonObject("tasks").getInt("succeeded"));
    assertEquals(1, queue.getJsonArray("minutes").getJsonObject(0).getInt("succeeded"));
    tasks.set("{}");
    assertTrue(!client.get(tasks.path()).json().containsKey("concurrency"));
  }

  @Test
  void whatWasKeptLongEnough_isGone_byTimeAndByNumber() {
    tasks.set("{\"keep\":{\"succeeded\":1,\"others\":3600,\"most\":2}}");
    String done = tasks.submit("x");
    tasks.complete(tasks.take(), "1");
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      failed.add(tasks.submit("x"));
      tasks.fail(tasks.take(), "{\"retryable\":false}");
    }
    Await.until(
        "the succeeded task to go",
        Duration.ofSeconds(10),
        () -> client.get(Tasks.path(done)).status() == 404);
    Await.until(
        "the surplus to go", Duration.ofSeconds(10), () -> list("&status=failed").size() == 2);
    assertEquals(failed.stream().skip(2).collect(Collectors.toSet()), Set.copyOf(list("")));
  }

  @Test
  void queues_areListed() {
    tasks.submit("x");
    Await.until(
        "the queue to be known",
        Duration.ofSeconds(5),
        () -> client.get("/api/v1/queues").text().contains('"' + tasks.queue() + '"'));
  }
}
