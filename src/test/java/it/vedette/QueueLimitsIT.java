package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What queues allow: turns, concurrency, rates and pauses. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class QueueLimitsIT {
  private final Client client;
  private final Tasks tasks;

  QueueLimitsIT(HttpClient.Version version) {
    client = Target.client(version);
    tasks = Tasks.fresh(client);
  }

  @Test
  void keys_takeTurns_whateverTheirBacklog() {
    for (int i = 0; i < 20; i++) {
      tasks.submit("x", ",\"key\":\"flood\"");
    }
    tasks.submit("x", ",\"key\":\"quiet\"");
    tasks.submit("x", ",\"key\":\"quiet\"");
    List<String> keys =
        tasks.pull("\"max\":4").stream().map(lease -> lease.getString("key")).sorted().toList();
    assertEquals(List.of("flood", "flood", "quiet", "quiet"), keys);
  }

  @Test
  void concurrency_isExact_forTheQueueAndForEachKey() {
    tasks.set("{\"concurrency\":3,\"perKey\":{\"concurrency\":2}}");
    for (int i = 0; i < 5; i++) {
      tasks.submit("x", ",\"key\":\"one\"");
    }
    List<JsonObject> first = tasks.pull("\"max\":10");
    assertEquals(2, first.size());
    tasks.submit("x", ",\"key\":\"two\"");
    tasks.submit("x", ",\"key\":\"three\"");
    assertEquals(1, tasks.pull("\"max\":10").size());
    assertTrue(tasks.pull("\"max\":10").isEmpty());

    CompletableFuture<Answer> waiting = tasks.askAsync("\"wait\":20,\"max\":10");
    tasks.complete(first.get(0), "1");
    assertEquals(1, waiting.join().json().getJsonArray("leases").size());
  }

  @Test
  void rate_isHeld() {
    tasks.set("{\"rate\":\"2/m\",\"perKey\":{\"rate\":\"1/m\"}}");
    for (int i = 0; i < 3; i++) {
      tasks.submit("x", ",\"key\":\"one\"");
      tasks.submit("x");
    }
    assertEquals(2, tasks.pull("\"max\":10").size());
    assertTrue(tasks.pull("\"max\":10").isEmpty());
  }

  @Test
  void pausedQueue_grantsNothing_untilItGoesOn() {
    tasks.submit("x");
    assertEquals(204, client.post(tasks.path() + "/pause", "{\"reason\":\"repair\"}").status());
    assertTrue(tasks.pull("").isEmpty());
    JsonObject queue = client.get(tasks.path()).json();
    assertEquals("repair", queue.getJsonObject("paused").getString("reason"));
    assertEquals(0, scaling().getInt("work"));
    CompletableFuture<Answer> waiting = tasks.askAsync("\"wait\":20");
    assertEquals(204, client.post(tasks.path() + "/resume", "{}").status());
    assertEquals(200, waiting.join().status());
  }

  private JsonObject scaling() {
    return client.get("/api/v1/scaling?queue=" + tasks.queue()).json();
  }

  @Test
  void scaling_countsWhatMoreWorkersCouldDo() {
    assertEquals(0, scaling().getInt("work"));
    tasks.submit("x");
    tasks.submit("x");
    tasks.submit("x", ",\"delay\":600");
    tasks.take();
    JsonObject scaling = scaling();
    assertEquals(1, scaling.getInt("ready"));
    assertEquals(1, scaling.getInt("running"));
    assertEquals(2, scaling.getInt("work"));
    tasks.set("{\"concurrency\":1}");
    assertEquals(0, scaling().getInt("ready"));
  }
}
