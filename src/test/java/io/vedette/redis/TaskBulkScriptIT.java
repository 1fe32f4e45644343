package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other systems got wrong about many tasks: {@code -Dmany} of them. */
@Timeout(300)
class TaskBulkScriptIT {
  private static final int MANY = Integer.getInteger("many", 5_000);
  private static final int OF_A_CALL = 100;
  private static final int ROUNDS = 200;

  /** Less than to look at each task. */
  private static final int MOST_WORK = 2_500;

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL", "ASYNC");
    queue.tick();
  }

  private void submit(int many, String prefix, IntFunction<String[]> more) {
    for (int from = 0; from < many; from += OF_A_CALL) {
      List<List<byte[]>> tasks = new ArrayList<>();
      for (int i = from; i < from + OF_A_CALL; i++) {
        tasks.add(TaskQueue.task(prefix + i, more.apply(i)));
      }
      queue.submit(tasks);
    }
  }

  /** The most that one of so many calls does. */
  private int most(int calls, Runnable call) {
    return IntStream.range(0, calls).map(i -> queue.work(call)).max().orElseThrow();
  }

  private int workOfAGrant() {
    return most(ROUNDS, () -> assertEquals(1, queue.grant(1, "").size()));
  }

  /** A tenant's limit is nobody else's business. */
  @Test
  void blockedKeys_doNotSlowAGrant() {
    queue.set("key_concurrency", "1");
    submit(2 * ROUNDS, "free", i -> new String[] {"key", "f" + i});
    int alone = workOfAGrant();

    submit(MANY, "running", i -> new String[] {"key", "k" + i, "type", "many"});
    for (int got = 0; got < MANY; ) {
      int more = queue.grant(OF_A_CALL, "many").size();
      assertTrue(more > 0);
      got += more;
    }
    submit(MANY, "blocked", i -> new String[] {"key", "k" + i, "type", "many"});
    int looks = 0;
    while (Long.parseLong(queue.redis("ZCARD", "closed")) < MANY) {
      assertEquals(List.of(), queue.grant(1, "many"));
      assertTrue(++looks <= MANY / 16, "closed only " + queue.redis("ZCARD", "closed"));
    }
    int beside = workOfAGrant();
    assertTrue(beside <= alone, beside + " beside blocked keys, " + alone + " alone");
  }

  @Test
  void manyKept_makeNoScriptLong_andNothingIsLeftOfThem() {
    long before = usedMemory();
    submit(
        MANY, "a", i -> new String[] {"key", "k" + i % 100, "tags", "x", "body", "text/plain\nx"});
    assertShort("pages", 50, this::page);
    for (int done = 0; done < MANY; done += OF_A_CALL) {
      finish();
    }
    assertShort("pages of those that have ended", 50, this::page);
    assertShort("tick", 50, queue::tick);
    assertShort("a whole life", 50, this::live);
    assertShort("deletions", 10, this::delete);
    queue.pass(4_000_000);
    assertShort("retention", 10, queue::tick);
    while (Long.parseLong(queue.redis("ZCARD", "all")) > 0) {
      queue.live(1);
    }
    queue.live(3);
    QueueContent left = QueueContent.of(redis);
    left.keys().keySet().forEach(key -> assertTrue(key.matches("(minute|grant):.*"), key));
    long after = usedMemory();
    assertTrue(after < 1.1 * before + 2_000_000, after + " bytes after, " + before + " before");
  }

  private static long usedMemory() {
    return Long.parseLong(redis.info("memory").get("used_memory"));
  }

  private void assertShort(String what, int calls, Runnable call) {
    int work = most(calls, call);
    assertTrue(work <= MOST_WORK, what + " do " + work);
  }

  private String behind = "";
  private String deletedUpTo = "";

  private void page() {
    List<String> page = queue.list(Map.of("key", "k7", "tag", "x"), behind, 100);
    assertTrue(page.size() > 1 || !behind.isEmpty());
    behind = page.get(0);
  }

  private void live() {
    String id = "b" + queue.now();
    queue.pass(1);
    queue.submit(id, "key", "k");
    queue.complete(queue.take(), "text/plain\nx");
  }

  private void finish() {
    queue.settle(queue.grant(OF_A_CALL, ""), "complete", "text/plain\nx", "1");
  }

  private void delete() {
    List<String> slice = queue.slice("delete", "succeeded", deletedUpTo);
    assertEquals("" + TaskQueue.MOST, slice.get(1));
    deletedUpTo = slice.get(0);
  }
}
