package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue is looked at as often as something may happen in it. */
class QueueRestScriptIT {
  private static final long USUAL = 1_000;
  private static final long REST = 10_000;

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
  }

  private long again() {
    return queue.tick().get(0);
  }

  private long lost() {
    return queue.tick().get(2);
  }

  /** A task that has ended stays for an hour. */
  private void rest() {
    queue.submit("a");
    queue.complete(queue.take(), "");
    assertEquals(REST, again());
  }

  private TaskGrant takeForASecond(String id) {
    queue.submit(id);
    return queue.grant("n-" + id, 1, 1_000, "").get(0);
  }

  @Test
  void tasksThatWaitOrRun_keepAQueueAwake() {
    queue.submit("a");
    assertEquals(USUAL, again());
    TaskGrant grant = queue.take();
    assertEquals(USUAL, again());
    queue.fail(grant, true, "60000");
    assertEquals(USUAL, again());
  }

  @Test
  void whatIsDueSooner_endsTheRest() {
    rest();
    queue.submit("b", "delay", "3000");
    assertEquals(3_000, again());
    queue.submit("c", "delay", "60000");
    assertEquals(3_000, again());
  }

  @Test
  void leaseAfterARest_endsInTime() {
    rest();
    queue.pass(REST - 1);
    takeForASecond("b");
    queue.pass(1_001);
    assertEquals(1, lost());
  }

  /** While nobody ticked, nobody could renew it. */
  @Test
  void leaseAfterARest_hasPatienceWhenNobodyTicks() {
    rest();
    queue.pass(REST - 1);
    TaskGrant grant = takeForASecond("b");
    queue.pass(20_000);
    assertEquals(0, lost());
    assertTrue(queue.complete(grant, "").startsWith("done"), queue.task("b")::toString);
  }
}
