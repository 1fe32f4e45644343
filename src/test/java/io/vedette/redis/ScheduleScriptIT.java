package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.Reply;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules: each instant once, whoever comes first, and whatever is changed meanwhile. */
class ScheduleScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);
  private int ids;

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
  }

  private String set(String timing, long next) {
    return word(
        "schedule-set",
        Map.of("name", "s", "definition", "{}", "timing", timing, "next", Long.toString(next)));
  }

  private String word(String script, Map<String, String> named) {
    return queue.run(script, named, List.of()).items().get(0).text();
  }

  /** What one server knows of the schedule. */
  private Map<String, String> read() {
    return redis.call("HGETALL", TaskQueue.ROOT + "schedule:s").fields();
  }

  private String fire(Map<String, String> read, long instant, long next, String overlap) {
    String id = "id" + ids++;
    List<byte[]> arguments = new ArrayList<>();
    for (String text :
        List.of(
            "s",
            read.getOrDefault("version", "0"),
            read.getOrDefault("next", "0"),
            Long.toString(instant),
            Long.toString(next),
            overlap)) {
      arguments.add(Fields.utf8(text));
    }
    arguments.addAll(TaskQueue.task(id, "type", "t"));
    Reply reply = queue.run("schedule-fire", Map.of(), arguments);
    return reply.items().get(0).items().get(0).text();
  }

  private List<String> due() {
    return queue
        .run(
            "queue-tick",
            Map.of(
                "most", "200",
                "memory", "0",
                "luck", "1",
                "keep_succeeded", "3600000",
                "keep_others", "3600000",
                "keep_most", "1000000"),
            List.of())
        .items()
        .get(9)
        .items()
        .stream()
        .map(Reply::text)
        .toList();
  }

  @Test
  void twoServersThatHaveReadTheSame_fireOnce() {
    assertEquals("made", set("a", queue.now()));
    Map<String, String> one = read();
    Map<String, String> other = read();
    assertEquals("submitted", fire(one, queue.now(), queue.now() + 1000, "allow"));
    assertEquals("stale", fire(other, queue.now(), queue.now() + 1000, "allow"));
    assertEquals("s " + queue.now(), queue.task("id0").get("schedule"));
    assertEquals("absent", queue.status("id1"));
  }

  @Test
  void scheduleThatWasChangedPausedOrDeleted_afterItWasRead_doesNotFire() {
    set("a", queue.now());
    Map<String, String> before = read();
    set("a", queue.now());
    assertEquals("stale", fire(before, queue.now(), queue.now() + 1, "allow"));
    before = read();
    word("schedule-pause", Map.of("name", "s", "next", ""));
    assertEquals("stale", fire(before, queue.now(), queue.now() + 1, "allow"));
    word("schedule-pause", Map.of("name", "s", "next", Long.toString(queue.now())));
    before = read();
    assertEquals("done", word("schedule-delete", Map.of("name", "s")));
    assertEquals("stale", fire(before, queue.now(), queue.now() + 1, "allow"));
    assertEquals("absent", word("schedule-delete", Map.of("name", "s")));
    assertEquals("absent", word("schedule-pause", Map.of("name", "s", "next", "")));
    assertEquals(0, queue.grant(10, "").size());
  }

  @Test
  void scheduleThatIsSetAgain_missesNoInstant_andWithOtherTimingTakesThat() {
    set("a", 1000);
    assertEquals("changed", set("a", 2000));
    assertEquals("1000", read().get("next"));
    set("b", 3000);
    assertEquals("3000", read().get("next"));
  }

  @Test
  void overlap_decidesAboutTheTaskBefore() {
    set("a", queue.now());
    fire(read(), queue.now(), queue.now() + 1, "skip");
    assertEquals("skipped", fire(read(), queue.now() + 1, queue.now() + 2, "skip"));
    assertEquals("submitted", fire(read(), queue.now() + 2, queue.now() + 3, "replace"));
    assertEquals("cancelled", queue.status("id0"));
    assertEquals("submitted", fire(read(), queue.now() + 3, queue.now() + 4, "allow"));
    assertEquals("queued", queue.status("id2"));
    queue.complete(queue.take(), "");
    queue.complete(queue.take(), "");
    assertEquals("submitted", fire(read(), queue.now() + 4, queue.now() + 5, "skip"));
  }

  @Test
  void schedule_goesOn_whenItsTaskIsRefused() {
    queue.set("max_length", "1");
    queue.submit("other");
    set("a", queue.now());
    long next = queue.now() + 1000;
    assertEquals("full", fire(read(), queue.now(), next, "allow"));
    assertEquals(Long.toString(next), read().get("next"));
    assertEquals(List.of(), due());
    queue.pass(1000);
    assertEquals(List.of("s"), due());
  }

  @Test
  void runThatComesAgain_leavesWhatTheFirstHasSaid() {
    set("a", queue.now() + 60_000);
    Map<String, String> run = Map.of("version", "", "next", "");
    assertEquals("submitted", fire(run, queue.now(), 0, "skip"));
    String last = read().get("last");
    ids--;
    assertEquals("again", fire(run, queue.now(), 0, "skip"));
    assertEquals(last, read().get("last"));
    assertEquals(1, queue.grant(10, "").size());
  }

  @Test
  void scheduleThatNobodyFires_isToldOfAgain() {
    set("a", queue.now());
    assertEquals(List.of("s"), due());
    assertEquals(List.of(), due());
    queue.pass(1000);
    assertEquals(List.of("s"), due());
    word("schedule-pause", Map.of("name", "s", "next", ""));
    queue.pass(1000);
    assertEquals(List.of(), due());
  }

  /** Eight servers with what they have read at any time before, over 200 instants. */
  @Test
  void instants_fireOnceEach_whateverTheServersHaveRead() {
    Random random = new Random(7);
    long begin = queue.now();
    set("a", begin);
    List<Map<String, String>> servers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      servers.add(read());
    }
    Set<String> fired = new HashSet<>();
    int calls = 0;
    while (fired.size() < 200) {
      int server = random.nextInt(8);
      if (random.nextInt(3) == 0) {
        servers.set(server, read());
      }
      Map<String, String> known = servers.get(server);
      long instant = Long.parseLong(known.getOrDefault("next", "0"));
      if (fire(known, instant, instant + 1000, "allow").equals("submitted")) {
        assertTrue(fired.add(Long.toString(instant)));
      }
      calls++;
    }
    assertTrue(calls > 400, "nobody came too late");
    assertTrue(fired.contains(Long.toString(begin + 199_000)));
  }
}
