package io.vedette.task.batch;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.task.life.Submission;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskRefusal;
import io.vedette.task.queue.QueueDirectory;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.TaskKeys;
import io.vedette.task.queue.TickListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Batches in Redis. Each change is one script of one queue, harmless when it runs twice. Stages
 * fail as {@link Redis#run} says.
 */
public final class BatchStore implements TickListener {
  /** There is no such batch: there never was, or it was kept long enough. */
  public static final Problem BATCH_NOT_FOUND =
      Problem.of("batch-not-found", 404, "There is no such batch");

  private static final Duration LONGEST = Duration.ofDays(366);

  private final Redis redis;
  private final TaskKeys keys;
  private final QueueRegistry registry;
  private final QueueDirectory directory;

  BatchStore(Redis redis, TaskKeys keys, QueueRegistry registry) {
    this.redis = redis;
    this.keys = keys;
    this.registry = registry;
    this.directory = QueueDirectory.batches(redis, keys);
  }

  /**
   * Makes a batch, or gives one that is open other tasks to close it. The same again changes
   * nothing.
   *
   * @param caller who does
   * @return whether it is new. Fails with {@code CONFLICT} when it is sealed, or unfinished in
   *     another queue; and as submitting a task does
   */
  public CompletionStage<Boolean> set(
      String name, NewBatch batch, String caller, WriteOptions options) {
    Instant now = redis.clock().instant();
    Instant latest = now.plus(LONGEST);
    List<Submission> closing =
        batch.closing().stream().map(task -> Submission.of(task.at(latest), options)).toList();
    ScriptCall call =
        of(BatchScripts.SET, batch.queue())
            .with("name", name)
            .with("fingerprint", batch.fingerprint())
            .with("latest", latest.toEpochMilli());
    closing.forEach(task -> call.rest(task.arguments(caller, now)));
    return registry
        .use(batch.queue())
        .thenCompose(known -> Outcome.NOT_APPLIED.unlessTold(free(name, batch.queue())))
        .thenCompose(free -> directory.put(name, batch.queue(), options.durability()))
        .thenCompose(put -> redis.run(call, options.durability()))
        .thenApply(reply -> isNew(name, batch.queue(), reply.kept()));
  }

  private CompletionStage<Void> free(String name, QueueName queue) {
    return directory.find(name).thenCompose(before -> requireFree(name, queue, before));
  }

  private CompletionStage<Void> requireFree(
      String name, QueueName queue, Optional<QueueName> before) {
    if (before.isEmpty() || before.get().equals(queue)) {
      return CompletableFuture.completedStage(null);
    }
    return read(name, before.get())
        .thenAccept(
            found -> {
              if (found.filter(batch -> !batch.state().equals("finished")).isPresent()) {
                throw conflict("There is such a batch in the queue " + before.get().text() + ".");
              }
            });
  }

  private static boolean isNew(String name, QueueName queue, List<Object> reply) {
    String word = Fields.text(reply.get(0));
    return switch (word) {
      case "made" -> true;
      case "same", "changed" -> false;
      case "sealed" -> throw conflict("The batch " + name + " is sealed.");
      default -> throw TaskRefusal.of(word, new TaskId(queue, Fields.text(reply.get(1))), queue);
    };
  }

  private static Failure conflict(String detail) {
    return Failure.of(Problem.CONFLICT, detail).with(Outcome.NOT_APPLIED);
  }

  /** The queue of a batch; empty when there is none of that name. */
  public CompletionStage<Optional<QueueName>> find(String name) {
    return directory.find(name);
  }

  /** Reads a batch of a queue; empty when there is none. */
  public CompletionStage<Optional<Batch>> read(String name, QueueName queue) {
    return redis
        .run(of(BatchScripts.READ, queue).with("name", name))
        .thenApply(reply -> Batch.of(name, queue, reply));
  }

  /** It has all of its tasks; done when it has them already. Fails with {@code BATCH_NOT_FOUND}. */
  public CompletionStage<Void> seal(String name, QueueName queue, Durability durability) {
    return redis
        .run(of(BatchScripts.SEAL, queue).with("name", name), durability)
        .thenAccept(
            reply -> {
              if (Fields.text(reply.items().get(0)).equals("absent")) {
                throw absent();
              }
              reply.kept();
            });
  }

  /** Nobody has made it, or it is gone. */
  public static Failure notFound() {
    return Failure.of(BATCH_NOT_FOUND, "There is no such batch, or not any more.");
  }

  /** The same for whoever would have changed something. */
  public static Failure absent() {
    return notFound().with(Outcome.NOT_APPLIED);
  }

  @Override
  public void batchesGone(QueueName queue, List<String> names) {
    names.forEach(name -> directory.forget(name, queue, Durability.NONE));
  }

  private ScriptCall of(Script script, QueueName queue) {
    return script.on().with("root", keys.root(queue));
  }
}
