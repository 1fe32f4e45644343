package io.vedette.task.queue;

import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Queues in Redis. A queue needs no creation: of one that nobody has used everything is as usual.
 * Each method is one script; stages fail as {@link Redis#run} says. After a fail-over a change that
 * was acknowledged without waiting for replicas may be gone, as a whole.
 */
public final class QueueStore {
  /** What the settings of a queue may say. */
  public static final List<String> SETTINGS = QueueSettings.MEMBERS;

  private static final long FOR_EVER = Long.MAX_VALUE / 1_000_000;

  /** What a change says of settings that it does not name. */
  private enum Change {
    /** They become usual. */
    ALL,
    /** They stay. */
    SOME,
    /** They stay, and so does a pause that lasts longer. */
    LONGER
  }

  private final Redis redis;
  private final TaskKeys keys;
  private final QueueRegistry registry;

  QueueStore(Redis redis, TaskKeys keys, QueueRegistry registry) {
    this.redis = redis;
    this.keys = keys;
    this.registry = registry;
  }

  /** Reads a queue, known or not. */
  public CompletionStage<QueueState> read(QueueName queue) {
    return redis.run(of(QueueScripts.READ, queue)).thenApply(QueueState::of);
  }

  /**
   * Sets all settings of a queue; a limit holds for what is granted from then on.
   *
   * @param document its settings; those that are absent become usual
   * @throws io.vedette.failure.Failure malformed, before anything is done
   */
  public CompletionStage<Void> set(QueueName queue, JsonObject document, Durability durability) {
    return set(queue, Change.ALL, QueueSettings.of(document).arguments(), durability);
  }

  /**
   * Pauses a queue: nothing is granted after the answer; who holds a lease goes on.
   *
   * @param until when it goes on by itself; empty: when {@link #resume} is called
   * @param reason for those who look at it; may be empty
   */
  public CompletionStage<Void> pause(
      QueueName queue, Optional<Instant> until, String reason, Durability durability) {
    long end = until.map(Instant::toEpochMilli).orElse(FOR_EVER);
    return set(
        queue,
        Change.SOME,
        List.of(
            Fields.ascii("paused"), Fields.ascii(end), Fields.ascii("reason"), Fields.utf8(reason)),
        durability);
  }

  /**
   * Pauses a queue as its target wants it. A pause that lasts longer stays as it is.
   *
   * @param until when it goes on by itself; empty: when {@link #resume} is called
   */
  public CompletionStage<Void> hold(
      QueueName queue, Optional<Instant> until, String reason, Durability durability) {
    long end = until.map(Instant::toEpochMilli).orElse(FOR_EVER);
    return set(
        queue,
        Change.LONGER,
        List.of(
            Fields.ascii("paused"), Fields.ascii(end), Fields.ascii("reason"), Fields.utf8(reason)),
        durability);
  }

  /** Sets how much of a queue may run at the same time and in a time; all else stays. */
  public CompletionStage<Void> limit(QueueName queue, int concurrency, Optional<TaskRate> rate) {
    return set(
        queue,
        Change.SOME,
        List.of(
            Fields.ascii("concurrency"),
            Fields.ascii(concurrency),
            Fields.ascii("rate"),
            Fields.ascii(rate.map(TaskRate::stored).orElse(""))),
        Durability.NONE);
  }

  /** Lets a queue go on; nothing happens when it does. */
  public CompletionStage<Void> resume(QueueName queue, Durability durability) {
    byte[] none = {};
    return set(
        queue,
        Change.SOME,
        List.of(Fields.ascii("paused"), none, Fields.ascii("reason"), none),
        durability);
  }

  private CompletionStage<Void> set(
      QueueName queue, Change change, List<byte[]> settings, Durability durability) {
    ScriptCall call =
        of(QueueScripts.SET, queue)
            .with("change", change.name().toLowerCase(Locale.ROOT))
            .rest(settings);
    return registry
        .use(queue)
        .thenCompose(known -> redis.run(call, durability))
        .thenAccept(Reply::kept);
  }

  /** How much more workers could do. */
  public CompletionStage<QueueDemand> demand(QueueName queue) {
    return redis
        .run(of(QueueScripts.DEMAND, queue))
        .thenApply(
            reply ->
                new QueueDemand(
                    Fields.number(reply.get(0)),
                    Fields.number(reply.get(1)),
                    Duration.ofMillis(Fields.number(reply.get(2)))));
  }

  private ScriptCall of(Script script, QueueName queue) {
    return script.on().with("root", keys.root(queue));
  }

  /** When a pause ends, as it is stored. */
  static Instant pauseEnd(long stored) {
    return stored == FOR_EVER ? Instant.MAX : Instant.ofEpochMilli(stored);
  }
}
