package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.Reply;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches: many tasks that end in one, whatever becomes of them. */
class TaskBatchScriptIT {
  private static final String YEAR = "31622400000";

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
  }

  private String make(String fingerprint, String... closing) {
    List<byte[]> tasks = new ArrayList<>();
    for (String id : closing) {
      tasks.addAll(TaskQueue.task(id, "delay", YEAR, "type", "closing"));
    }
    return queue
        .run(
            "batch-set",
            Map.of("name", "b", "fingerprint", fingerprint, "latest", YEAR + "000"),
            tasks)
        .items()
        .get(0)
        .text();
  }

  private String seal() {
    return queue.run("batch-seal", Map.of("name", "b"), List.of()).items().get(0).text();
  }

  private Map<String, String> batch() {
    return redis.call("HGETALL", TaskQueue.ROOT + "batch:b").fields();
  }

  private String left() {
    return queue.redis("SCARD", "batch:b:left");
  }

  @Test
  void closingTask_becomesReadyOnce_whenAllHaveEnded_howeverTheyEnd() {
    make("1", "done");
    queue.submit("ok", "batch", "b");
    queue.pass(1);
    queue.submit("refused", "batch", "b");
    queue.pass(1);
    queue.submit("cancelled", "batch", "b", "delay", "5000");
    queue.submit(
        "late", "batch", "b", "delay", "1000", "deadline", Long.toString(queue.now() + 2000));
    queue.submit("poison", "batch", "b", "retry", "1 0 1 0");
    queue.complete(queue.grant(1, "t").get(0), "");
    queue.fail(queue.grant(1, "t").get(0), false, "");
    queue.fail(queue.grant(1, "t").get(0), true, "");
    queue.change("cancelled", "cancel");
    seal();
    assertEquals("scheduled", queue.status("done"));
    queue.live(4);
    assertEquals("queued", queue.status("done"));
    assertEquals("finished", batch().get("state"));
    assertEquals(
        Map.of("succeeded", "1", "failed", "1", "dead", "1", "cancelled", "1", "expired", "1"),
        counts());
    assertEquals("done", seal());
    assertEquals(1, queue.grant(10, "").size());
  }

  private Map<String, String> counts() {
    Map<String, String> counts = new HashMap<>(batch());
    counts.keySet().retainAll(List.of("succeeded", "failed", "dead", "cancelled", "expired"));
    return counts;
  }

  @Test
  void batchWithoutTasks_finishesAsItIsSealed() {
    make("1", "done");
    assertEquals("scheduled", queue.status("done"));
    seal();
    assertEquals("queued", queue.status("done"));
  }

  @Test
  void tasksThatEndBeforeTheSeal_andAreDeleted_areNotWaitedFor() {
    make("1", "done");
    queue.submit("x", "batch", "b");
    queue.complete(queue.grant(1, "t").get(0), "");
    queue.change("x", "delete");
    assertEquals("0", left());
    assertEquals("scheduled", queue.status("done"));
    seal();
    assertEquals("queued", queue.status("done"));
  }

  @Test
  void tasksThatAreLeft_arePutBackWhenTheirIndexIsLost() {
    make("1", "done");
    queue.submit("x", "batch", "b", "delay", "600000");
    queue.redis("DEL", "batch:b:left");
    queue.live(3);
    seal();
    assertEquals("scheduled", queue.status("done"));
    queue.change("x", "cancel");
    assertEquals("queued", queue.status("done"));
  }

  @Test
  void otherTask_closesABatchOfWhichNotAllHaveSucceeded() {
    make("1", "good", "bad");
    queue.submit("x", "batch", "b");
    seal();
    queue.fail(queue.grant(1, "t").get(0), false, "");
    assertEquals("cancelled", queue.status("good"));
    assertEquals("queued", queue.status("bad"));
  }

  @Test
  void otherTask_isNotNeeded_whenAllHaveSucceeded() {
    make("1", "good", "bad");
    queue.submit("x", "batch", "b");
    seal();
    queue.complete(queue.grant(1, "t").get(0), "");
    assertEquals("queued", queue.status("good"));
    assertEquals("cancelled", queue.status("bad"));
  }

  @Test
  void taskThatIsRetriedAfterItsEnd_isWaitedForOnceMore_butNotByABatchThatHasFinished() {
    make("1", "done");
    queue.submit("x", "batch", "b");
    queue.fail(queue.grant(1, "t").get(0), false, "");
    queue.change("x", "retry");
    assertEquals("1", left());
    seal();
    assertEquals("scheduled", queue.status("done"));
    queue.fail(queue.grant(1, "t").get(0), false, "");
    assertEquals("queued", queue.status("done"));
    queue.change("x", "retry");
    queue.complete(queue.grant(1, "t").get(0), "");
    assertEquals("finished", batch().get("state"));
    assertEquals("queued", queue.status("done"));
  }

  @Test
  void madeTwice_isTheSame_andTheOthersThatCloseItAreCancelled() {
    assertEquals("made", make("1", "done"));
    assertEquals("same", make("1", "again"));
    assertEquals("absent", queue.status("again"));
    assertEquals("changed", make("2", "other"));
    assertEquals("cancelled", queue.status("done"));
    seal();
    assertEquals("sealed", make("3", "late"));
    assertEquals("same", make("2", "late"));
    assertEquals("queued", queue.status("other"));
  }

  @Test
  void task_ofNoBatchOrASealedOne_isRefused() {
    assertEquals("batchless", queue.submit("x", "batch", "b"));
    make("1", "done");
    seal();
    assertEquals("sealed", queue.submit("x", "batch", "b"));
    assertEquals("absent", queue.status("x"));
  }

  @Test
  void batch_isForgottenWithOtherTasksOfItsAge_andLeavesNothing() {
    make("1", "done");
    queue.submit("x", "batch", "b");
    seal();
    queue.complete(queue.grant(1, "t").get(0), "");
    queue.complete(queue.take(), "");
    queue.pass(7 * 86_400_000L + 1);
    for (int i = 0; i < 3; i++) {
      queue.pass(1001);
      queue.tick();
    }
    assertEquals(Map.of(), batch());
    assertEquals(List.of(), lasting());
  }

  /** Keys that nothing expires. */
  private static List<String> lasting() {
    return redis.call("KEYS", "*").items().stream()
        .map(Reply::text)
        .filter(key -> redis.command("PTTL", key).equals("-1"))
        .toList();
  }
}
