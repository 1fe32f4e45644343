package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.vedette.local.Await;
import it.vedette.local.WorkerProcess;
import it.vedette.local.WorkerProcess.Language;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers that users copy, each with a queue of its own. */
@ParameterizedClass
@EnumSource(Language.class)
class WorkersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int LEASE = 3;
  private static final String LONG = ",\"payload\":{\"seconds\":60}";

  private final Tasks tasks = Tasks.fresh(Target.client());
  @AutoClose private final WorkerProcess worker;

  WorkersIT(Language language) {
    assumeTrue(
        language.isInstalled() || "true".equals(System.getenv("CI")),
        () -> "nothing on the PATH runs the worker for " + language);
    worker =
        WorkerProcess.start(
            language,
            tasks.queue(),
            Map.of(
                "VEDETTE_URL", Target.base().toString(),
                "VEDETTE_LEASE", Integer.toString(LEASE)));
  }

  private String greet(String name) {
    return tasks.submit("greet", ",\"payload\":{\"name\":\"%s\"}".formatted(name));
  }

  private JsonObject await(String id, String status) {
    Await.until("the task to be " + status, PATIENCE, () -> tasks.status(id).equals(status));
    return tasks.read(id);
  }

  @Test
  void handlers_decideHowTasksEnd() {
    String greeting = greet("Ada");
    String refused = tasks.submit("greet", ",\"payload\":{}");
    String broken =
        tasks.submit("wait", ",\"payload\":{},\"retry\":{\"attempts\":2,\"initial\":1}");
    String foreign = tasks.submit("other");

    await(greeting, "succeeded");
    JsonObject failed = await(refused, "failed");
    JsonObject dead = await(broken, "dead");
    Answer result = tasks.client().get(Tasks.path(greeting) + "/result");
    assertAll(
        () -> assertEquals("\"Hello Ada\"", result.text().strip()),
        () -> assertEquals("application/json", result.header("Content-Type")),
        () -> assertEquals(1, failed.getJsonArray("attempts").size()),
        () -> assertEquals("nobody to greet", lastError(failed)),
        () -> assertEquals(2, dead.getJsonArray("attempts").size()),
        () -> assertTrue(!lastError(dead).isEmpty()),
        () -> assertEquals("queued", tasks.status(foreign)));
  }

  private static String lastError(JsonObject task) {
    List<JsonObject> attempts = task.getJsonArray("attempts").getValuesAs(JsonObject.class);
    return attempts.get(attempts.size() - 1).getString("error").strip();
  }

  @Test
  void taskLongerThanItsLease_isKeptByHeartbeats() {
    String id = tasks.submit("wait", ",\"payload\":{\"seconds\":%d}".formatted(2 * LEASE + 1));
    JsonObject done = await(id, "succeeded");
    assertEquals(1, done.getJsonArray("attempts").size(), done::toString);
    assertEquals(0, done.getInt("lostLeases"), done::toString);
  }

  @Test
  void taskCancelledWhileItRuns_isGivenUp_andTheNextOneDone() {
    String id = tasks.submit("wait", LONG);
    await(id, "running");
    assertEquals(202, tasks.client().post(Tasks.path(id) + "/cancel", "{}").status());
    await(id, "cancelled");
    await(greet("Ada"), "succeeded");
  }

  @Test
  void workerThatIsStopped_givesBackWhatItHas() {
    String id = tasks.submit("wait", LONG);
    await(id, "running");
    worker.terminate();
    assertStopped(id);
    assertEquals(1, tasks.take().getInt("attempt"));
  }

  @Test
  void workerThatIsStoppedWhileItWaits_takesNothingWithIt() {
    await(greet("Ada"), "succeeded");
    worker.terminate();
    assertStopped(tasks.submit("wait", LONG));
  }

  private void assertStopped(String id) {
    int code = worker.awaitEnd();
    assertTrue(code == 0 || code == 128 + 15, () -> "exit code " + code);
    JsonObject task = tasks.read(id);
    assertEquals("queued", task.getString("status"), task::toString);
    assertEquals(0, task.getInt("lostLeases"), task::toString);
  }
}
