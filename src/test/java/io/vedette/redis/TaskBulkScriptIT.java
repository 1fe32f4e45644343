package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other systems got wrong about many tasks: {@code -Dmany} of them. */
@Timeout(300)
class TaskBulkScriptIT {
  private static final int MANY = Integer.getInteger("many", 20_000);
  private static final int OF_A_CALL = 100;
  private static final int ROUNDS = 200;

  /** Of a script, as a machine that has more to do measures it: in microseconds. */
  private static final long MOST_MICROS = 5_000;

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

  /** The middle one of the times that so many calls took in Redis, in microseconds. */
  private static long micros(int calls, Runnable call) {
    redis.command("CONFIG", "SET", "slowlog-log-slower-than", "0");
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      redis.command("SLOWLOG", "RESET");
      call.run();
      redis.call("SLOWLOG", "GET", "9").items().stream()
          .filter(entry -> entry.items().get(3).items().get(0).text().equals("EVAL"))
          .map(entry -> Long.valueOf(entry.items().get(2).text()))
          .forEach(times::add);
    }
    redis.command("CONFIG", "SET", "slowlog-log-slower-than", "-1");
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private long grantMicros() {
    return micros(ROUNDS, () -> assertEquals(1, queue.grant(1, "").size()));
  }

  /** A tenant's limit is nobody else's business. */
  @Test
  void blockedKeys_doNotSlowAGrant() {
    queue.set("key_concurrency", "1");
    submit(2 * ROUNDS, "free", i -> new String[] {"key", "f" + i});
    long alone = grantMicros();

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
    long beside = grantMicros();
    assertTrue(beside <= 1.5 * alone + 20, beside + " µs beside blocked keys, " + alone + " alone");
  }

  @Test
  void manyKept_makeNoScriptLong_andNothingIsLeftOfThem() {
    redis.command("CONFIG", "RESETSTAT");
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
    assertShort("deletions", 50, this::delete);
    queue.pass(4_000_000);
    assertShort("retention", 50, queue::tick);
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

  private static void assertShort(String what, int calls, Runnable call) {
    long micros = micros(calls, call);
    assertTrue(micros <= MOST_MICROS, what + " take " + micros + " µs");
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
