package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A queue of its own, and what its callers and workers do. */
record Tasks(Client client, String queue) {
  static final String ALL = "/api/v1/tasks";
  static final String LEASES = "/api/v1/leases";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A queue that nobody else uses. */
  static Tasks fresh(Client client) {
    return new Tasks(client, "q" + UUID.randomUUID().toString().substring(0, 13));
  }

  /** The same queue as another client sees it. */
  Tasks through(Client other) {
    return new Tasks(other, queue);
  }

  String path() {
    return "/api/v1/queues/" + queue;
  }

  /** A document of a task with more members, each beginning with a comma. */
  String document(String type, String more) {
    return "{\"queue\":\"%s\",\"type\":\"%s\"%s}".formatted(queue, type, more);
  }

  /** Submits a task that is taken, and gives its id. */
  String submit(String type, String more) {
    Answer answer = client.post(ALL, document(type, more));
    assertEquals(202, answer.status(), answer::text);
    return answer.json().getString("id");
  }

  String submit(String type) {
    return submit(type, "");
  }

  static String path(String id) {
    return ALL + "/" + id;
  }

  JsonObject read(String id) {
    Answer answer = client.get(path(id));
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  String status(String id) {
    return read(id).getString("status");
  }

  void awaitStatus(String id, String status) {
    Await.until("the task to be " + status, PATIENCE, () -> status(id).equals(status));
  }

  /** Asks for tasks with more members than nothing. */
  Answer ask(String members) {
    return client.post(path() + "/leases", "{" + members + "}");
  }

  /** The same without waiting for the answer. */
  CompletableFuture<Answer> askAsync(String members) {
    return client.sendAsync(
        "POST",
        path() + "/leases",
        ("{" + members + "}").getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");
  }

  /** What a pull gets; none for 204. */
  List<JsonObject> pull(String members) {
    Answer answer = ask(members);
    if (answer.status() == 204) {
      return List.of();
    }
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonArray("leases").stream().map(JsonValue::asJsonObject).toList();
  }

  /** Takes the one task that must be there. */
  JsonObject take() {
    List<JsonObject> leases = pull("\"wait\":10");
    assertEquals(1, leases.size());
    return leases.get(0);
  }

  static String lease(JsonObject lease) {
    return LEASES + "/" + lease.getString("lease");
  }

  Answer complete(JsonObject lease, String result) {
    return client.send(
        "POST",
        lease(lease) + "/complete",
        result.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");
  }

  Answer fail(JsonObject lease, String json) {
    return client.post(lease(lease) + "/fail", json);
  }

  Answer release(JsonObject lease, String json) {
    return client.post(lease(lease) + "/release", json);
  }

  Answer heartbeat(JsonObject lease, String json) {
    return client.send(
        "PATCH",
        lease(lease),
        json.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");
  }

  /** Sets what the queue does. */
  void set(String json) {
    Answer answer = client.put(path(), json, "Content-Type", "application/json");
    assertEquals(204, answer.status(), answer::text);
  }
}
