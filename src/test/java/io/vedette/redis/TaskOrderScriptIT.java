package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue that keeps the order of each key. */
class TaskOrderScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
    queue.set("order", "fifo");
  }

  private List<String> ids(List<TaskGrant> grants) {
    return grants.stream().map(TaskGrant::id).toList();
  }

  @Test
  void tasksOfAKey_areGrantedOneAfterTheOther_asTheyCame_whateverTheirIdsAndPriorities() {
    queue.submit(
        List.of(
            TaskQueue.task("z", "key", "k"),
            TaskQueue.task("a", "key", "k", "priority", "9"),
            TaskQueue.task("m", "key", "other")));
    List<TaskGrant> first = queue.grant(10, "");
    assertEquals(List.of("m", "z"), ids(first).stream().sorted().toList());
    TaskGrant ofKey = first.stream().filter(it -> it.id().equals("z")).findFirst().orElseThrow();
    queue.complete(ofKey, "");
    assertEquals(List.of("a"), ids(queue.grant(10, "")));
  }

  @Test
  void taskThatIsTriedAgain_holdsBackItsKey_andNoOther() {
    queue.submit("first", "key", "k");
    queue.submit("second", "key", "k");
    TaskGrant first = queue.take();
    assertEquals("first", first.id());
    queue.submit("free", "key", "other");
    queue.submit("keyless");
    queue.fail(first, true, "60000");
    List<TaskGrant> others = queue.grant(10, "");
    assertEquals(List.of("free", "keyless"), ids(others).stream().sorted().toList());
    queue.settle(others, "complete", "", "0");
    queue.live(59);
    assertTrue(queue.grant(10, "").isEmpty());
    queue.live(2);
    TaskGrant again = queue.take();
    assertEquals("first", again.id());
    queue.complete(again, "");
    assertEquals("second", queue.take().id());
  }

  @Test
  void taskThatHoldsBackItsKey_andIsCancelled_letsTheNextGo() {
    queue.submit("first", "key", "k");
    queue.submit("second", "key", "k");
    queue.release(queue.take(), 600_000);
    assertTrue(queue.grant(10, "").isEmpty());
    queue.change("first", "cancel");
    assertEquals("second", queue.take().id());
  }

  @Test
  void indexOfWhatHoldsBackAKey_isPutBackWhenItIsLost() {
    queue.submit("first", "key", "k");
    queue.submit("second", "key", "k");
    queue.release(queue.take(), 600_000);
    queue.redis("DEL", "held:k");
    queue.live(3);
    assertTrue(queue.grant(10, "").isEmpty());
  }

  @Test
  void workerOfSomeTypes_waitsForTheOtherTypesOfAKey() {
    queue.submit("first", "key", "k", "type", "a");
    queue.submit("second", "key", "k", "type", "b");
    assertTrue(queue.grant(10, "b").isEmpty());
    queue.complete(queue.grant(10, "a").get(0), "");
    assertEquals(List.of("second"), ids(queue.grant(10, "b")));
  }

  @Test
  void firstTask_thatIsCancelledWhileItWaits_opensTheTypeOfTheNext() {
    queue.submit("first", "key", "k", "type", "a");
    queue.submit("second", "key", "k", "type", "b");
    queue.change("first", "cancel");
    assertEquals(List.of("second"), ids(queue.grant(10, "b")));
  }

  @Test
  void taskWhoseLeaseIsLost_keepsItsPlace() {
    queue.submit("first", "key", "k");
    queue.submit("second", "key", "k");
    queue.take();
    queue.live(11);
    assertEquals("first", queue.take().id());
  }

  /** Of three keys and two types, with all that may become of tasks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void order_ofEachKey_isKeptWhateverBecomesOfItsTasks(long seed) {
    RandomOrder order = new RandomOrder(queue, new Random(seed));
    for (int step = 0; step < 600; step++) {
      order.step();
    }
    assertTrue(order.ended() > 20, () -> "too little was done: " + order.ended());
  }
}
