package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What workers tell of a task, and what ends one that nobody has begun. */
class TaskLogIT {
  private final Tasks tasks = Tasks.fresh(Target.client());

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> "\"line " + number + "\"")
        .collect(Collectors.joining(",", "{\"log\":[", "]}"));
  }

  private List<String> log(String id) {
    return tasks.read(id).getJsonArray("log").getValuesAs(JsonString::getString);
  }

  @Test
  void log_hasTheLastHundredLines_ofAllAttempts() {
    String id = tasks.submit("x");
    assertFalse(tasks.read(id).containsKey("log"));
    JsonObject first = tasks.take();
    assertEquals(200, tasks.heartbeat(first, lines(0, 90)).status());
    tasks.release(first, "{}");
    assertEquals(200, tasks.heartbeat(tasks.take(), lines(90, 130)).status());

    assertEquals(100, log(id).size());
    assertEquals("line 30", log(id).get(0));
    assertEquals("line 129", log(id).get(99));
    assertEquals("malformed-request", tasks.heartbeat(first, lines(0, 101)).problem());
  }

  @Test
  void taskThatNobodyHasBegun_expires_andOneThatSomebodyHasDoesNot() {
    String soon = ",\"startBy\":\"" + Instant.now().plusSeconds(3) + "\"";
    String begun = tasks.submit("begun", soon);
    String waiting = tasks.submit("waiting", soon);
    JsonObject lease = tasks.pull("\"types\":[\"begun\"]").get(0);

    tasks.awaitStatus(waiting, "expired");
    assertEquals("start-by", tasks.read(waiting).getString("reason"));
    assertEquals("running", tasks.status(begun));
    assertEquals(200, tasks.complete(lease, "1").status());
  }
}
