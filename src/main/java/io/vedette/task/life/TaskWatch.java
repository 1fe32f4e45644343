package io.vedette.task.life;

import io.vedette.redis.TopicListener;
import io.vedette.thread.SharedResult;
import io.vedette.thread.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits for changes of tasks, without a thread. Scripts tell of the tasks that somebody watches;
 * messages may be lost, so each wait looks once in a second anyway.
 */
public final class TaskWatch implements TopicListener {
  static final String TOPIC = "watched";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration MARK = Duration.ofSeconds(3);

  private final TaskStore store;
  private final Waiting waiting;
  private final Map<String, SharedResult<Boolean>> changes = new ConcurrentHashMap<>();

  TaskWatch(TaskStore store, Waiting waiting) {
    this.store = store;
    this.waiting = waiting;
  }

  /**
   * Reads a task as soon as it has another version, has ended, or the time is over.
   *
   * @param known the version that the caller has; empty: the one that is there now
   * @return empty when there is no such task, or not any more
   */
  public CompletionStage<Optional<Task>> changed(
      TaskId id, Optional<String> known, Duration longest) {
    if (longest.isZero()) {
      return store.read(id);
    }
    return look(id, known, waiting.nanoClock().getAsLong() + longest.toNanos());
  }

  private CompletionStage<Optional<Task>> look(TaskId id, Optional<String> known, long deadline) {
    SharedResult<Boolean> change =
        changes.computeIfAbsent(id.local(), it -> new SharedResult<>(waiting.hops()));
    return store
        .read(id, MARK)
        .thenCompose(
            found -> {
              Optional<String> before = known.or(() -> found.map(Task::version));
              boolean done =
                  found.isEmpty()
                      || found.get().status().isEnded()
                      || !before.equals(found.map(Task::version))
                      || waiting.isOver()
                      || left(deadline) <= 0;
              return done
                  ? CompletableFuture.completedStage(over(id, change, found))
                  : pause(id, change, deadline).thenCompose(over -> look(id, before, deadline));
            });
  }

  /** Whoever else waits for the change looks again, and waits for the next one. */
  private <T> T over(TaskId id, SharedResult<Boolean> change, T result) {
    changes.remove(id.local(), change);
    change.follow(CompletableFuture.completedStage(true));
    return result;
  }

  /** Ends with the next change that is told, or when it is time for another look. */
  private CompletionStage<Boolean> pause(TaskId id, SharedResult<Boolean> change, long deadline) {
    long pause = Math.max(1, Math.min(left(deadline), BETWEEN_LOOKS.toNanos()));
    return change
        .await(Duration.ofNanos(pause), told -> {})
        .exceptionally(nothingTold -> false)
        .thenApply(told -> over(id, change, told));
  }

  private long left(long deadline) {
    return deadline - waiting.nanoClock().getAsLong();
  }

  @Override
  public void heard(byte[] message) {
    SharedResult<Boolean> change = changes.remove(new String(message, StandardCharsets.UTF_8));
    if (change != null) {
      change.follow(CompletableFuture.completedStage(true));
    }
  }

  /** Each wait looks once in a second anyway. */
  @Override
  public void interrupted() {}
}
