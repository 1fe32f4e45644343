package io.vedette.task.life;

import io.vedette.idempotency.Fingerprint;
import io.vedette.task.queue.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task to submit, as its caller describes it.
 *
 * @param delay until it is due; empty with {@code runAt}, and when it is due at once
 * @param key those that share it take turns with others, and share limits
 * @param timeout of one attempt; empty for a minute
 * @param deadline when it ends in any case
 * @param startBy until when it is to be begun; it expires when nobody has
 * @param batch the name of the batch of its queue that it is one of
 * @param target how it is delivered, if its queue is that of a target
 * @param idempotencyKey under which the same task is submitted once; only in a batch of requests
 */
public record NewTask(
    QueueName queue,
    String type,
    Optional<Payload> payload,
    Optional<Duration> delay,
    Optional<Instant> runAt,
    int priority,
    Optional<String> key,
    Optional<Duration> timeout,
    Optional<Instant> deadline,
    Optional<Instant> startBy,
    RetryPolicy retry,
    Optional<Unique> unique,
    List<String> tags,
    Optional<String> batch,
    Optional<TaskTarget> target,
    Optional<String> idempotencyKey) {
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

  public NewTask {
    tags = List.copyOf(tags);
  }

  /** One that is due at once and as usual in everything else. */
  public static NewTask of(QueueName queue, String type, String key, Payload payload) {
    return new NewTask(
        queue,
        type,
        Optional.of(payload),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of(key),
        Optional.of(LONGEST_TIMEOUT),
        Optional.empty(),
        Optional.empty(),
        RetryPolicy.USUAL,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, due at another time. */
  public NewTask at(Instant instant) {
    return new NewTask(
        queue,
        type,
        payload,
        Optional.empty(),
        Optional.of(instant),
        priority,
        key,
        timeout,
        deadline,
        startBy,
        retry,
        unique,
        tags,
        batch,
        target,
        idempotencyKey);
  }

  /** What it is that is the same when it comes again under its idempotency key. */
  String fingerprint() {
    return new Fingerprint()
        .with(fields().toString())
        .with(delay + " " + runAt)
        .with(unique.toString())
        .with(payload.map(Payload::stored).orElse(new byte[0]))
        .brief();
  }

  /** Its fields as they are in Redis, but those that submitting it decides. */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("type", type);
    key.ifPresent(it -> fields.put("key", it));
    if (priority != 0) {
      fields.put("priority", Integer.toString(priority));
    }
    timeout.ifPresent(it -> fields.put("timeout", Long.toString(it.toMillis())));
    deadline.ifPresent(it -> fields.put("deadline", Long.toString(it.toEpochMilli())));
    startBy.ifPresent(it -> fields.put("start_by", Long.toString(it.toEpochMilli())));
    batch.ifPresent(it -> fields.put("batch", it));
    target
        .map(TaskTarget::stored)
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> fields.put("target", it));
    if (!retry.stored().isEmpty()) {
      fields.put("retry", retry.stored());
    }
    if (!tags.isEmpty()) {
      fields.put("tags", String.join(" ", tags));
    }
    return fields;
  }
}
