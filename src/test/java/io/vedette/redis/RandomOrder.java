package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What callers and workers do at random with a queue that keeps the order of each key. */
final class RandomOrder {
  private final TaskQueue queue;
  private final Random random;
  private final Map<String, Deque<String>> waiting = new HashMap<>();
  private final List<TaskGrant> held = new ArrayList<>();
  private int submitted;
  private int ended;

  RandomOrder(TaskQueue queue, Random random) {
    this.queue = queue;
    this.random = random;
  }

  /** How many tasks have been completed. */
  int ended() {
    return ended;
  }

  /** Does something, and checks what is granted. */
  void step() {
    switch (random.nextInt(6)) {
      case 0, 1 -> submit();
      case 2, 3 -> grant();
      case 4 -> settle();
      default -> {
        queue.pass(random.nextInt(800));
        queue.tick();
      }
    }
  }

  /** Ids are in another order than tasks. */
  private void submit() {
    String key = "k" + random.nextInt(3);
    String id = "%02d-%d".formatted(random.nextInt(100), submitted++);
    queue.submit(id, "key", key, "type", "t" + random.nextInt(2));
    of(key).add(id);
  }

  private void grant() {
    String types = List.of("", "t0", "t1", "t0 t1").get(random.nextInt(4));
    for (TaskGrant grant : queue.grant(1 + random.nextInt(3), types)) {
      assertEquals(of(key(grant)).peek(), grant.id(), () -> "after " + submitted + " tasks");
      assertTrue(held.stream().noneMatch(other -> key(other).equals(key(grant))), grant::id);
      held.add(grant);
    }
  }

  private void settle() {
    if (held.isEmpty()) {
      return;
    }
    TaskGrant grant = held.remove(random.nextInt(held.size()));
    switch (random.nextInt(4)) {
      case 0 -> queue.fail(grant, true, "1500");
      case 1 -> queue.release(grant, 700);
      default -> {
        queue.complete(grant, "");
        of(key(grant)).remove();
        ended++;
      }
    }
  }

  private static String key(TaskGrant grant) {
    return grant.is().getOrDefault("key", "");
  }

  private Deque<String> of(String key) {
    return waiting.computeIfAbsent(key, it -> new ArrayDeque<>());
  }
}
