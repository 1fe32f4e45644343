package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other systems got wrong about indexes that lack something, or have too much. */
class TaskIndexFaultScriptIT {
  private static final int MANY = 10_000;

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
    queue.tick();
  }

  private static QueueContent content() {
    return QueueContent.of(redis);
  }

  private void submitSome() {
    for (int i = 0; i < 3; i++) {
      String deadline = Long.toString(queue.now() + 500_000);
      queue.submit("k" + i, "key", "k", "tags", "x", "deadline", deadline, "unique", "u" + i);
      queue.submit("l" + i, "type", "other", "key", "l");
      queue.submit("n" + i, "body", "text/plain\nx");
      queue.submit("s" + i, "delay", "20000");
    }
    queue.take();
    queue.take();
    TaskGrant failed = queue.grant(1, "other").get(0);
    queue.fail(failed, true, "30000");
    queue.grant(10, ""); // k is held back by its limit then
  }

  /** Each in turn: nobody's task is forgotten, and nothing is wrong soon afterwards. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status:running",
        "status:queued",
        "status:scheduled",
        "status:retrying",
        "running:k",
        "running:l",
        "lane:t k",
        "lane:other l",
        "heads:k",
        "heads:l",
        "open",
        "open:t",
        "open:other",
        "closed",
        "turns",
        "deadlines",
        "unique:u1"
      })
  void index_thatIsGone_isThereAgain_andEveryTaskIsDone(String index) {
    queue.set("key_concurrency", "1");
    submitSome();
    queue.redis("DEL", index);
    queue.live(2);
    assertEquals(List.of(), content().faults());

    for (int round = 0; round < 60; round++) {
      queue.settle(queue.grant(20, ""), "complete");
      queue.live(1);
    }
    QueueContent done = content();
    for (String id : done.tasks()) {
      assertEquals("succeeded", queue.status(id), id + " of " + done.faults());
    }
    assertEquals(12, done.tasks().size());
  }

  /** Each entry of a running task alone. */
  @ParameterizedTest
  @ValueSource(strings = {"status:running", "running:k", "deadlines", "all"})
  void runningTask_thatAnIndexLacks_isLeasedAgain(String index) {
    queue.submit("a", "key", "k", "deadline", Long.toString(queue.now() + 500_000));
    queue.submit("b", "key", "k");
    TaskGrant grant = queue.take();
    queue.take();
    queue.redis("ZREM", index, "a");
    queue.live(2);
    assertEquals(List.of(), content().faults());
    queue.live(10);
    assertEquals("a", queue.take().id());
    assertEquals("lost", queue.complete(grant, ""));
  }

  /** Time goes on in a queue that seems to be empty. */
  @Test
  void leases_endWithoutTheListOfAllTasks() {
    queue.submit("a");
    queue.take();
    queue.redis("DEL", "all");
    queue.live(11);
    assertEquals("a", queue.take().id());
    queue.live(1);
    assertEquals(List.of(), content().faults());
  }

  /** Others' sweeps looked at the same page for months. */
  @ParameterizedTest
  @ValueSource(
      strings = {"status:running", "status:scheduled", "status:retrying", "deadlines", "closed"})
  void sweep_movesPastThousandsThatCannotBeMoved(String index) {
    addFalse(index, MANY);
    queue.submit("lease");
    TaskGrant grant = queue.take();
    queue.submit("late", "delay", "3000");
    queue.submit("deadline", "type", "x", "deadline", Long.toString(queue.now() + 3_000));
    queue.heartbeat(grant, 3_000, "");
    queue.live(5);
    assertEquals("queued", queue.status("lease"));
    assertEquals("queued", queue.status("late"));
    assertEquals("expired", queue.status("deadline"));
  }

  private void addFalse(String index, int many) {
    String add =
        "for i = 1, ARGV[2] do redis.call('ZADD', KEYS[1], ARGV[1] + i / 100, 'false' .. i) end";
    String score = Long.toString(queue.now() - 1000);
    redis.command("EVAL", add, "1", TaskQueue.ROOT + index, score, Integer.toString(many));
  }

  @Test
  void retention_movesPastThousandsThatAreNot_andKeepsANumber() {
    queue.set("keep_most", "3");
    addFalse("status:succeeded", MANY);
    for (int i = 0; i < 5; i++) {
      queue.submit("a" + i);
      queue.complete(queue.take(), "");
    }
    queue.live(5);
    assertEquals(List.of("a2", "a3", "a4"), content().tasks());
    assertEquals(List.of(), content().faults());
  }

  /** Slots that were leaked stopped tenants until somebody cleaned by hand. */
  @Test
  void slots_thatNobodyHolds_areFreeSoon() {
    queue.set("key_concurrency", "1", "concurrency", "5");
    long end = queue.now() + 3_600_000;
    for (int i = 0; i < 70; i++) {
      queue.redis("ZADD", "running:k", Long.toString(end), "false" + i);
      queue.redis("ZADD", "status:running", Long.toString(end), "false" + i);
    }
    queue.submit("a", "key", "k");
    assertEquals(List.of(), queue.grant(1, ""));
    int seconds = 0;
    while (queue.grant(1, "").isEmpty()) {
      queue.live(1);
      assertTrue(++seconds <= 10, "held up for " + seconds + " s");
    }
    queue.live(1);
    assertEquals(List.of(), content().faults());
  }

  /** Nothing of a queue is there when its tasks are gone, but what counts minutes. */
  @Test
  void keys_areAsManyAsBefore_whenAllTasksAreGone() {
    queue.redis("ZADD", "waiters", Long.toString(queue.now() - 1), "a server that is gone");
    submitSome();
    for (int i = 0; i < 60; i++) {
      queue.settle(queue.grant(10, ""), "complete", "text/plain\nx", "1");
      queue.live(1);
    }
    QueueContent done = content();
    assertTrue(done.keys().containsKey("result:n0"));
    IntStream.range(0, 3)
        .mapToObj(i -> List.of("k" + i, "l" + i, "n" + i, "s" + i))
        .flatMap(List::stream)
        .forEach(id -> assertEquals("done succeeded", queue.change(id, "delete"), id));
    queue.live(2);
    TreeSet<String> left = new TreeSet<>(content().keys().keySet());
    left.removeIf(key -> key.startsWith("minute:") || key.startsWith("grant:"));
    assertEquals(List.of(), List.copyOf(left));
  }
}
