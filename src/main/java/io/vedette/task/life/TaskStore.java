package io.vedette.task.life;

import io.vedette.failure.Outcome;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.QueueTicks;
import io.vedette.task.queue.TaskKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tasks in Redis. Each method is one script of one queue, harmless when it runs twice. Stages fail
 * as {@link Redis#run} says. What was acknowledged without waiting for replicas may be gone after a
 * fail-over, as a whole.
 */
public final class TaskStore {
  private final Redis redis;
  private final TaskKeys keys;
  private final QueueRegistry registry;
  private final QueueTicks ticks;

  TaskStore(Redis redis, TaskKeys keys, QueueRegistry registry, QueueTicks ticks) {
    this.redis = redis;
    this.keys = keys;
    this.registry = registry;
    this.ticks = ticks;
  }

  /** A part of a list, and where the next one begins. */
  public record Page(List<Task> tasks, Optional<TaskCursor> next) {}

  /** What became of a slice of a change of many. */
  public record Slice(Optional<TaskCursor> next, long changed, long passedOver) {}

  /**
   * Submits tasks of one queue, each for itself.
   *
   * @param caller who does, for idempotency keys
   * @return for each in order what became of it
   */
  public CompletionStage<List<SubmitResult>> submit(
      QueueName queue, List<Submission> tasks, String caller, Durability durability) {
    ScriptCall call = of(TaskScripts.SUBMIT, queue);
    Instant now = redis.clock().instant();
    tasks.forEach(task -> call.rest(task.arguments(caller, now)));
    return registry
        .use(queue)
        .thenCompose(known -> redis.run(call, durability))
        .thenApply(reply -> SubmitResult.of(queue, tasks, reply.kept()))
        .whenComplete((done, thrown) -> tasks.forEach(task -> look(task.task(), now)));
  }

  /** This server does not wait for its next look at the queue when something is due before. */
  private void look(NewTask task, Instant now) {
    Optional<Duration> due =
        task.delay().or(() -> task.runAt().map(at -> Duration.between(now, at)));
    due.filter(time -> !time.isNegative())
        .ifPresent(time -> ticks.within(task.queue(), time.plusMillis(1)));
  }

  /** Reads a task; empty when there is none. */
  public CompletionStage<Optional<Task>> read(TaskId id) {
    return read(id, Duration.ZERO);
  }

  /**
   * The same, and changes of it are told to all servers for that time, as the topic {@code watched}
   * with the id within its queue.
   */
  CompletionStage<Optional<Task>> read(TaskId id, Duration watch) {
    return redis
        .run(of(TaskScripts.READ, id.queue()).with("id", id.local()).with("watch", watch))
        .thenApply(reply -> Task.of(id, reply));
  }

  /** Reads the result of a task. */
  public CompletionStage<TaskResult> result(TaskId id) {
    return redis
        .run(of(TaskScripts.RESULT, id.queue()).with("id", id.local()))
        .thenApply(TaskResult::of);
  }

  /**
   * Cancels, retries or deletes a task.
   *
   * @return whether it is done; false when its worker has to be told first. Fails with {@code
   *     TASK_NOT_FOUND}, and with {@code CONFLICT} when its state does not allow it
   */
  public CompletionStage<Boolean> change(TaskId id, TaskAction action, Durability durability) {
    ScriptCall call =
        of(TaskScripts.CHANGE, id.queue())
            .with("id", id.local())
            .with("action", action.word())
            .with("memory", redis.operationMemory());
    return redis
        .run(call, durability)
        .thenApply(
            reply -> {
              String word = Fields.text(reply.items().get(0));
              if (word.equals("absent")) {
                throw TaskRefusal.notFound().with(Outcome.NOT_APPLIED);
              }
              if (word.equals("conflict")) {
                throw TaskRefusal.conflict(action.past(), Fields.text(reply.items().get(1)));
              }
              ticks.soon(id.queue());
              return Fields.text(reply.kept().get(0)).equals("done");
            });
  }

  /** Lists tasks of a queue, the newest first. */
  public CompletionStage<Page> list(
      QueueName queue, TaskFilter filter, Optional<TaskCursor> behind, int most) {
    ScriptCall call =
        filter
            .on(of(TaskScripts.LIST, queue))
            .with("behind", behind.map(TaskCursor::place).orElse(""))
            .with("most", most);
    return redis.run(call).thenApply(reply -> page(queue, reply));
  }

  private static Page page(QueueName queue, List<Object> reply) {
    List<Task> tasks =
        reply.stream()
            .skip(1)
            .map(item -> (List<?>) item)
            .map(item -> Task.listed(new TaskId(queue, Fields.text(item.get(0))), item))
            .toList();
    return new Page(tasks, cursor(reply.get(0)));
  }

  private static Optional<TaskCursor> cursor(Object place) {
    return Optional.of(Fields.text(place)).filter(it -> !it.isEmpty()).map(TaskCursor::new);
  }

  /**
   * Cancels, retries or deletes a slice of tasks.
   *
   * @param before only those that were created before
   * @param behind where the slice before has ended
   */
  public CompletionStage<Slice> change(
      QueueName queue,
      TaskFilter filter,
      Instant before,
      TaskAction action,
      Optional<TaskCursor> behind,
      int most) {
    ScriptCall call =
        filter
            .on(of(TaskScripts.SLICE, queue))
            .with("before", before.toEpochMilli())
            .with("action", action.word())
            .with("behind", behind.map(TaskCursor::place).orElse(""))
            .with("most", most)
            .with("memory", redis.operationMemory());
    return redis
        .run(call)
        .thenApply(
            reply -> {
              ticks.soon(queue);
              return new Slice(
                  cursor(reply.get(0)), Fields.number(reply.get(1)), Fields.number(reply.get(2)));
            });
  }

  /** By the clock of Redis, as exact as its heartbeat. */
  public Instant now() {
    return redis.clock().instant();
  }

  private ScriptCall of(Script script, QueueName queue) {
    return script.on().with("root", keys.root(queue));
  }
}
