package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers: taking tasks, keeping them, giving them back, and what queues allow. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class PullIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Client client;
  private final Tasks tasks;

  PullIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  @Test
  void pull_ofAnEmptyQueue_isAnsweredAtOnce_orWhenItsTimeIsOver() {
    Instant begin = Instant.now();
    assertEquals(204, tasks.ask("").status());
    assertTrue(Duration.between(begin, Instant.now()).toMillis() < 900);
    assertEquals(204, tasks.ask("\"wait\":1").status());
    assertTrue(Duration.between(begin, Instant.now()).toMillis() >= 1000);
  }

  @Test
  void waitingPulls_getEachTaskOnce_asSoonAsItIsThere() {
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(tasks.askAsync("\"wait\":20"));
    }
    Set<String> submitted = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      submitted.add(tasks.submit("x"));
    }
    Set<String> taken = new HashSet<>();
    for (CompletableFuture<Answer> one : waiting) {
      taken.add(one.join().json().getJsonArray("leases").getJsonObject(0).getString("task"));
    }
    assertEquals(submitted, taken);
  }

  @Test
  void task_isHandedToWhoWaits_faster_thanTheNextLook() {
    CompletableFuture<Answer> waiting = tasks.askAsync("\"wait\":20");
    String warm = tasks.submit("x");
    waiting.join();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Answer> next = tasks.askAsync("\"wait\":20");
      Await.until("the pull to wait", PATIENCE, () -> isIdle(next));
      Instant begin = Instant.now();
      tasks.submit("x");
      next.join();
      millis.add(Duration.between(begin, Instant.now()).toMillis());
    }
    assertEquals("running", tasks.status(warm));
    assertTrue(millis.stream().sorted().toList().get(5) < 500, millis::toString);
  }

  /** The pull waits, as far as one can tell. */
  private boolean isIdle(CompletableFuture<Answer> pull) {
    return !pull.isDone() && tasks.client().get(tasks.path()).status() == 200;
  }

  @Test
  void types_areTakenAsWanted() {
    String mail = tasks.submit("mail");
    String print = tasks.submit("print");
    assertTrue(tasks.pull("\"types\":[\"other\"]").isEmpty());
    assertEquals(print, tasks.pull("\"types\":[\"other\",\"print\"]").get(0).getString("task"));
    assertEquals(mail, tasks.pull("").get(0).getString("task"));
  }

  @Test
  void order_isByTime_movedForwardByPriority() {
    String first = tasks.submit("a");
    String second = tasks.submit("b");
    String urgent = tasks.submit("a", ",\"priority\":1");
    List<String> order =
        tasks.pull("\"max\":10").stream().map(lease -> lease.getString("task")).toList();
    assertEquals(List.of(urgent, first, second), order);
  }

  @Test
  void leaseWithoutHeartbeats_goesToAnother_andItsHolderChangesNothing() {
    String id = tasks.submit("x");
    JsonObject late = tasks.pull("\"lease\":1").get(0);
    JsonObject other = tasks.take();
    assertEquals(id, other.getString("task"));
    assertEquals(1, other.getInt("attempt"));
    for (Answer answer :
        List.of(
            tasks.complete(late, "1"),
            tasks.fail(late, "{}"),
            tasks.release(late, "{}"),
            tasks.heartbeat(late, "{\"progress\":1}"))) {
      assertEquals("conflict", answer.problem());
    }
    JsonObject task = tasks.read(id);
    assertEquals("running", task.getString("status"));
    assertFalse(task.containsKey("progress"));
    assertEquals(1, task.getInt("lostLeases"));
    assertEquals(200, tasks.complete(other, "1").status());
  }

  @Test
  void thirdLostLease_makesTheTaskDead() {
    String id = tasks.submit("x");
    for (int i = 0; i < 3; i++) {
      List<JsonObject> taken = tasks.pull("\"lease\":1,\"wait\":10");
      assertEquals(1, taken.size());
    }
    tasks.awaitStatus(id, "dead");
    assertEquals("lease-lost", tasks.read(id).getString("reason"));
  }

  @Test
  void heartbeat_keepsTheLease_butNotBeyondTheTimeoutOfTheTask() {
    String id = tasks.submit("x", ",\"timeout\":3,\"retry\":{\"attempts\":1}");
    JsonObject lease = tasks.pull("\"lease\":1").get(0);
    Instant begin = Instant.now();
    Await.until(
        "the timeout",
        PATIENCE,
        () -> tasks.heartbeat(lease, "{\"extend\":60,\"progress\":{\"n\":1}}").status() == 409);
    long took = Duration.between(begin, Instant.now()).toMillis();
    assertTrue(took > 2000 && took < 6000, () -> took + " ms");
    tasks.awaitStatus(id, "dead");
    JsonObject task = tasks.read(id);
    assertEquals("{\"n\":1}", String.valueOf(task.get("progress")));
    assertEquals("timed-out", task.getJsonArray("attempts").getJsonObject(0).getString("outcome"));
  }

  @Test
  void release_isNoAttempt_andMayWait() {
    tasks.submit("x", ",\"delay\":0");
    assertEquals("queued", tasks.release(tasks.take(), "{}").json().getString("status"));
    assertEquals("queued", tasks.release(tasks.take(), "{\"delay\":0}").json().getString("status"));
    JsonObject again = tasks.take();
    assertEquals(1, again.getInt("attempt"));
    assertEquals("scheduled", tasks.release(again, "{\"delay\":1}").json().getString("status"));
    assertEquals(1, tasks.take().getInt("attempt"));
  }

  @Test
  void completeTwice_answersTheSame_andAnotherEndIsRefused() {
    tasks.submit("x");
    JsonObject lease = tasks.take();
    assertEquals(200, tasks.complete(lease, "1").status());
    assertEquals(200, tasks.complete(lease, "1").status());
    assertEquals(409, tasks.fail(lease, "{}").status());
  }

  @Test
  void batch_settlesEachForItself_andTakesTheNext() {
    for (int i = 0; i < 5; i++) {
      tasks.submit("x");
    }
    List<JsonObject> leases = tasks.pull("\"max\":3");
    tasks.release(leases.get(2), "{\"delay\":600}");
    Answer answer =
        client.post(
            Tasks.LEASES + "/batch",
            """
            {"operations":[
              {"op":"complete","lease":"%s","result":{"n":1}},
              {"op":"fail","lease":"%s","error":"no","retryable":false},
              {"op":"heartbeat","lease":"%s"}],
             "next":{"max":10}}
            """
                .formatted(leases.stream().map(one -> one.getString("lease")).toArray()));
    assertEquals(200, answer.status(), answer::text);
    List<Integer> statuses =
        answer.json().getJsonArray("results").stream()
            .map(JsonValue::asJsonObject)
            .map(result -> result.getInt("status"))
            .toList();
    assertEquals(List.of(200, 200, 409), statuses);
    assertEquals(2, answer.json().getJsonArray("leases").size());
    assertEquals("succeeded", tasks.status(leases.get(0).getString("task")));
    assertEquals("failed", tasks.status(leases.get(1).getString("task")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"max\":0",
        "\"max\":101",
        "\"wait\":31",
        "\"lease\":0",
        "\"types\":[]",
        "\"types\":[\"a b\"]",
        "\"worker\":\"\"",
        "\"nothing\":1"
      })
  void badPull_isMalformed(String members) {
    assertEquals("malformed-request", tasks.ask(members).problem());
  }

  @Test
  void queueOfTheService_isSeen_andNobodyElseWorksInIt() {
    assertEquals("conflict", client.post("/api/v1/queues/_system/leases", "{}").problem());
    assertEquals(200, client.get("/api/v1/queues/_system").status());
  }
}
