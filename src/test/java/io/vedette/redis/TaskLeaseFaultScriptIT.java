package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other systems got wrong about workers that are slow, dead, or never stop. */
class TaskLeaseFaultScriptIT {
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

  @Test
  void lateWorker_changesNothing_whateverItTries() {
    queue.submit("a", "key", "k");
    TaskGrant late = queue.take();
    queue.live(11);
    TaskGrant other = queue.take();
    assertTrue(other.fence() > late.fence());

    QueueContent before = content();
    assertEquals("lost", queue.heartbeat(late, 60_000, "{\"n\":1}"));
    assertEquals("lost", queue.complete(late, "done"));
    assertEquals("lost", queue.fail(late, true, ""));
    assertEquals("lost", queue.release(late, 0));
    assertEquals(before, content());
    assertEquals("done succeeded", queue.complete(other, ""));
  }

  @Test
  void lease_thatHasEnded_isNobodys_alsoBeforeASweepHasSeenIt() {
    queue.submit("a");
    TaskGrant grant = queue.take();
    queue.live(9);
    queue.pass(999);
    assertTrue(queue.heartbeat(grant, 1_000, "").startsWith("extended"));
    queue.pass(1_000);
    assertEquals("lost", queue.heartbeat(grant, 1_000, ""));
    assertEquals("lost", queue.complete(grant, ""));
    assertEquals("running", queue.status("a"));
  }

  /** Between what the index says and what is done about it, the task has gone on. */
  @Test
  void sweep_believesTheTask_andNotTheIndex() {
    queue.submit("done");
    queue.submit("extended");
    TaskGrant done = queue.take();
    TaskGrant extended = queue.take();
    queue.complete(done, "");
    queue.heartbeat(extended, 60_000, "");
    for (String id : List.of("done", "extended")) {
      queue.redis("ZADD", "status:running", Long.toString(queue.now() - 1), id);
    }
    queue.live(2);
    assertEquals("succeeded", queue.status("done"));
    assertEquals("running", queue.status("extended"));
    assertEquals(List.of(), content().faults());
    assertEquals("done succeeded", queue.complete(extended, ""));
  }

  @Test
  void heartbeats_keepALongAttempt_andADelayIsNoLease() {
    queue.submit("long", "timeout", "900000");
    queue.submit("delayed", "delay", "30000");
    TaskGrant grant = queue.grant("n", 2, 5_000, "").get(0);
    for (int second = 0; second < 600; second += 2) {
      queue.live(2);
      assertTrue(queue.heartbeat(grant, 5_000, "").startsWith("extended"), "at " + second);
    }
    assertEquals("done succeeded", queue.complete(grant, ""));
    assertEquals("delayed", queue.take().id());
    assertEquals(Map.of(), content().of("attempts:long"));
    assertEquals(List.of(), queue.grant(10, ""));
  }

  @Test
  void taskThatKillsItsWorkers_isDeadAfterThree_andHoldsUpNobody() {
    queue.set("key_concurrency", "1");
    queue.submit("poison", "key", "k", "priority", "1");
    for (int i = 0; i < 3; i++) {
      assertEquals("poison", queue.take().id());
      queue.submit("other" + i, "key", "k");
      queue.live(11);
    }
    Map<String, String> dead = queue.task("poison");
    assertEquals(
        "dead lease-lost 3",
        dead.get("status") + " " + dead.get("reason") + " " + dead.get("lost"));
    for (int i = 0; i < 3; i++) {
      TaskGrant other = queue.take();
      assertEquals("other" + i, other.id());
      assertEquals(1, other.attempt());
      queue.complete(other, "");
    }
    assertEquals(List.of(), content().faults());
  }

  @Test
  void keyThatALimitHoldsBack_holdsUpNobody_whoWantsItsType() {
    queue.set("key_concurrency", "1");
    for (String key : List.of("k", "l")) {
      queue.submit("first-" + key, "key", key);
      queue.submit("second-" + key, "key", key);
    }
    List<TaskGrant> first = queue.grant(10, "t");
    assertEquals(2, first.size());
    queue.submit("free", "key", "m");
    assertEquals("free", queue.grant(10, "t").get(0).id());
    queue.complete(first.get(0), "");
    assertEquals("second-k", queue.grant(10, "t").get(0).id());
    assertEquals(List.of("l"), List.copyOf(content().of("closed").keySet()));
  }

  /**
   * Somebody whose fence is that high writes elsewhere; a promoted replica has a clock of its own.
   */
  @Test
  void fence_grows_whenAClockIsSetBack_andWhenAGrantIsForgotten() {
    queue.submit("a");
    long fence = queue.take().fence();
    queue.live(11);
    queue.pass(-600_000);
    TaskGrant second = queue.take();
    assertTrue(second.fence() > fence);
    queue.release(second, 0);

    queue.pass(660_000);
    Map<String, String> before = queue.task("a");
    TaskGrant lost = queue.take();
    queue.redis("DEL", "task:a");
    before.forEach((name, value) -> queue.redis("HSET", "task:a", name, value));
    queue.redis("DEL", "status:running");
    queue.live(2);
    TaskGrant again = queue.take();
    assertTrue(again.fence() > lost.fence(), again + " after " + lost);
    assertEquals("lost", queue.complete(lost, ""));
  }

  @Test
  void missingBody_isADeadLetterThatSaysSo_andOthersGoOn() {
    queue.submit("gone", "body", "text/plain\nx");
    queue.submit("none");
    queue.submit("there", "body", "text/plain\ny");
    queue.redis("DEL", "body:gone");
    List<TaskGrant> grants = queue.grant(10, "");
    assertEquals(List.of("none", "there"), grants.stream().map(TaskGrant::id).toList());
    assertEquals("text/plain\ny", grants.get(1).is().get("body"));
    assertEquals("dead", queue.status("gone"));
    assertEquals("body-missing", queue.task("gone").get("reason"));
    assertEquals(List.of(), content().faults());
  }

  /** Redis was away for longer than leases last: nobody could renew. */
  @Test
  void gap_inWhichNobodyCouldRenew_costsNoLease() {
    for (int i = 0; i < 500; i++) {
      queue.submit("task" + i);
    }
    List<TaskGrant> grants = new ArrayList<>();
    while (grants.size() < 500) {
      grants.addAll(queue.grant(100, ""));
    }
    queue.live(1);
    queue.pass(20_000);
    assertTrue(queue.heartbeat(grants.get(0), 60_000, "").startsWith("extended"), "before a tick");
    queue.live(4);
    List<TaskGrant> alive = grants.subList(0, 499);
    for (TaskGrant grant : alive) {
      assertTrue(queue.heartbeat(grant, 40_000, "").startsWith("extended"), grant::id);
    }
    queue.live(20);
    assertEquals("500", queue.redis("ZCARD", "status:running"));
    queue.live(10);
    assertEquals("499", queue.redis("ZCARD", "status:running"));
    assertEquals("queued", queue.status(grants.get(499).id()));
    assertEquals("lost", queue.heartbeat(grants.get(499), 10_000, ""));
  }

  @Test
  void heartbeats_neverExtendBeyondTheTimeout_andTheSlotIsFree() {
    queue.set("key_concurrency", "1");
    queue.submit("hung", "key", "k", "timeout", "30000", "retry", "1 10 1 10");
    queue.submit("next", "key", "k");
    TaskGrant hung = queue.take();
    assertEquals(List.of(), queue.grant(1, ""));
    int beats = 0;
    while (queue.heartbeat(hung, 10_000, "").startsWith("extended")) {
      queue.live(3);
      beats++;
    }
    assertEquals(10, beats);
    queue.live(1);
    assertEquals("dead", queue.status("hung"));
    assertTrue(content().of("attempts:hung").getOrDefault("0", "").contains(" timed-out "));
    assertEquals("next", queue.take().id());
  }
}
