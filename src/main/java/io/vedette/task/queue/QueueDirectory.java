package io.vedette.task.queue;

import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * In which queues something is that callers know by its name alone. What is in a queue is in the
 * slot of its keys; this is in another, so that the two may differ for a moment: who comes then
 * finds nothing in the queue. Stages fail as {@link Redis#run} says.
 */
public final class QueueDirectory {
  private final Redis redis;
  private final byte[] key;

  private QueueDirectory(Redis redis, byte[] key) {
    this.redis = redis;
    this.key = key;
  }

  /** Of batches. */
  public static QueueDirectory batches(Redis redis, TaskKeys keys) {
    return new QueueDirectory(redis, keys.directory("batches"));
  }

  /** Of schedules. */
  public static QueueDirectory schedules(Redis redis, TaskKeys keys) {
    return new QueueDirectory(redis, keys.directory("schedules"));
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

  /** It is in that queue from now on, and in no other. */
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
                .with("before", before),
            durability)
        .thenAccept(Reply::kept);
  }
}
