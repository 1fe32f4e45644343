package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other systems got wrong about unique values, and about names that callers choose. */
class TaskNameFaultScriptIT {
  /** Any visible characters are allowed; these look like what scripts use themselves. */
  private static final List<String> ODD =
      List.of(
          "*",
          "{a}",
          "}",
          "{",
          "a:b",
          ":",
          "|",
          "open",
          "closed",
          "all",
          "queue",
          "running",
          "%d",
          "[",
          "[a-z]",
          "^$",
          "A",
          "a",
          "-",
          "+",
          "(a",
          "0",
          "1e3",
          "nil",
          "status:queued",
          "\\",
          "\"",
          "x".repeat(128));

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final TaskQueue queue = new TaskQueue(redis);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
    queue.tick();
  }

  /** How the task with a unique value ends. */
  @SuppressWarnings("ImmutableEnumChecker") // what they do keeps nothing
  private enum End {
    SUCCEEDED(queue -> queue.complete(queue.take(), "")),
    FAILED(queue -> queue.fail(queue.take(), false, "")),
    DEAD(
        queue -> {
          for (int i = 0; i < 3; i++) {
            queue.take();
            queue.live(11);
          }
        }),
    CANCELLED(queue -> queue.change("first", "cancel")),
    EXPIRED(queue -> queue.live(121));

    private final Consumer<TaskQueue> by;

    End(Consumer<TaskQueue> by) {
      this.by = by;
    }
  }

  private String submitUnique(String id, String... more) {
    List<String> words = new ArrayList<>(List.of("unique", "u"));
    words.addAll(List.of(more));
    return queue.submit(id, words.toArray(String[]::new));
  }

  /** Its lock neither runs out before, nor stays behind. */
  @ParameterizedTest
  @EnumSource
  void uniqueValue_isFreeExactlyWhenItsTaskHasEnded(End end) {
    submitUnique("first", "deadline", Long.toString(queue.now() + 120_000));
    assertEquals("taken", submitUnique("second"));
    TaskGrant grant = queue.take();
    assertEquals("taken", submitUnique("second"));
    queue.fail(grant, true, "1000");
    assertEquals("taken", submitUnique("second"));
    queue.live(1);
    queue.release(queue.take(), 5_000);
    assertEquals("taken", submitUnique("second"));
    queue.live(6);

    end.by.accept(queue);
    assertEquals(end.name().toLowerCase(Locale.ROOT), queue.status("first"));
    assertEquals("submitted", submitUnique("second"));
    assertEquals("taken", submitUnique("third"));
    assertEquals("conflict", queue.change("first", "retry").split(" ", 2)[0]);
    queue.complete(queue.take(), "");
    String retried = end == End.SUCCEEDED ? "conflict succeeded" : "done queued";
    assertEquals(retried, queue.change("first", "retry"));
    assertEquals(end == End.SUCCEEDED ? "submitted" : "taken", submitUnique("fourth"));
    assertEquals(List.of(), QueueContent.of(redis).faults());
  }

  /** As if a script had stopped in the middle, or somebody had changed keys by hand. */
  @Test
  void lock_thatNamesNoUnfinishedTaskOfTheValue_isNone() {
    queue.submit("other");
    submitUnique("ended");
    queue.change("ended", "cancel");
    for (String id : List.of("nobody", "other", "ended")) {
      queue.redis("SET", "unique:u", id);
      assertEquals("submitted", submitUnique("by" + id), id);
      queue.change("by" + id, "cancel");
    }
  }

  @Test
  void replaced_isCancelled_unlessItHasBegun() {
    submitUnique("first");
    assertEquals("replaced", submitUnique("second", "conflict", "replace"));
    assertEquals("cancelled", queue.status("first"));
    queue.take();
    assertEquals("taken", submitUnique("third", "conflict", "replace"));
    assertEquals("existing", submitUnique("third", "conflict", "existing"));
    assertEquals(List.of(), QueueContent.of(redis).faults());
  }

  @Test
  void oddNames_areNamesLikeOthers() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ODD.size(); i++) {
      String next = ODD.get((i + 1) % ODD.size());
      ids.add("a" + i);
      assertEquals(
          "submitted", queue.submit("a" + i, "type", ODD.get(i), "key", next, "tags", ODD.get(i)));
    }
    assertEquals(List.of(), QueueContent.of(redis).faults());
    for (int i = 0; i < ODD.size(); i++) {
      String next = ODD.get((i + 1) % ODD.size());
      assertEquals(List.of("", "a" + i), queue.list(Map.of("type", ODD.get(i)), "", 10));
      assertEquals(List.of("", "a" + i), queue.list(Map.of("key", next), "", 10));
      assertEquals(List.of("", "a" + i), queue.list(Map.of("tag", ODD.get(i)), "", 10));
      assertEquals(
          List.of("", "a" + i), queue.list(Map.of("tag", ODD.get(i), "type", ODD.get(i)), "", 10));
    }
    queue.set("key_concurrency", "1");
    for (int i = 0; i < ODD.size(); i++) {
      List<TaskGrant> grants = queue.grant(2, ODD.get(i));
      assertEquals(List.of("a" + i), grants.stream().map(TaskGrant::id).toList(), ODD.get(i));
      assertEquals(ODD.get((i + 1) % ODD.size()), grants.get(0).is().get("key"));
      queue.complete(grants.get(0), "");
    }
    ids.forEach(id -> assertEquals("done succeeded", queue.change(id, "delete")));
    assertEquals(List.of(), QueueContent.of(redis).faults());
    assertEquals(List.of(), QueueContent.of(redis).tasks());
  }
}
