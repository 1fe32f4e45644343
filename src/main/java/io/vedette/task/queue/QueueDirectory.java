package io.vedette.task.queue;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * In which queues something is that callers know by its name alone. What is in a queue is in the
 * slot of its keys; this is in another, so that the two may differ for a moment: who comes then
 * finds nothing in the queue. Stages fail as {@link Redis#run} says.
 */
public final class QueueDirectory {
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final int MOST_SCHEDULES = 10_000;
  private static final int MOST_BATCHES = 10_000_000;

  private final Redis redis;
  private final byte[] key;
  private final int most;

  private QueueDirectory(Redis redis, byte[] key, int most) {
    this.redis = redis;
    this.key = key;
    this.most = most;
  }

  /** Of batches, at most ten million; they are never listed. */
  public static QueueDirectory batches(Redis redis, TaskKeys keys) {
    return new QueueDirectory(redis, keys.directory("batches"), MOST_BATCHES);
  }

  /** Of schedules, at most 10,000. */
  public static QueueDirectory schedules(Redis redis, TaskKeys keys) {
    return new QueueDirectory(redis, keys.directory("schedules"), MOST_SCHEDULES);
  }

  /** Where it is; empty when it is nowhere. */
  public CompletionStage<Optional<QueueName>> find(String name) {
    return read(name, true).thenApply(found -> Optional.ofNullable(found.get(name)));
  }

  /** At most 1,000 names behind one, in order. */
  public CompletionStage<Map<String, QueueName>> list(String behind) {
    return read(behind, false);
  }

  private CompletionStage<Map<String, QueueName>> read(String name, boolean only) {
    return redis
        .run(
            QueueScripts.DIRECTORY_READ.on(key).with("behind", name).with("only", only ? "1" : "0"))
        .thenApply(
            reply -> {
              Map<String, QueueName> found = new LinkedHashMap<>();
              for (int i = 0; i + 1 < reply.size(); i += 2) {
                found.put(Fields.text(reply.get(i)), new QueueName(Fields.text(reply.get(i + 1))));
              }
              return found;
            });
  }

  /**
   * It is in that queue from now on, and in no other. Fails with {@code QUOTA_EXCEEDED} when there
   * are as many as may be.
   */
  public CompletionStage<Void> put(String name, QueueName queue, Durability durability) {
    return set(name, queue.text(), "", durability);
  }

  /** It is nowhere, unless it has come into another queue than that meanwhile. */
  public CompletionStage<Void> forget(String name, QueueName queue, Durability durability) {
    return set(name, "", queue.text(), durability);
  }

  private CompletionStage<Void> set(
      String name, String queue, String before, Durability durability) {
    return redis
        .run(
            QueueScripts.DIRECTORY_SET
                .on(key)
                .with("name", name)
                .with("queue", queue)
                .with("before", before)
                .with("most", most),
            durability)
        .thenAccept(
            reply -> {
              if (Fields.text(reply.items().get(0)).equals("full")) {
                throw full();
              }
              reply.kept();
            });
  }

  private Failure full() {
    return Failure.of(Problem.QUOTA_EXCEEDED, "There are %d, which is all.".formatted(most))
        .violating(List.of("names"))
        .retryAfter(LATER)
        .with(Outcome.NOT_APPLIED);
  }
}
