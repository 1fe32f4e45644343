package io.vedette.task.life;

import io.vedette.idempotency.Fingerprint;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A task on its way into its queue. All attempts of a request draw the same noise for it, when they
 * make their submissions in the same order.
 *
 * @param noise 128 random bits at least
 * @param comesAgain whether another attempt may come, with another time in its id
 */
public record Submission(NewTask task, String noise, boolean comesAgain) {
  private static final byte[] NONE = {};

  /** Draws the noise. */
  public static Submission of(NewTask task, WriteOptions options) {
    return new Submission(task, options.tags().next(), options.attempt().ids().isPresent());
  }

  /**
   * The task of an instant of a schedule. With that instant as its time its id is the same whenever
   * it is submitted: also after a fail-over that has taken it back, when somebody has begun it.
   */
  public static Submission ofInstant(NewTask task, String schedule) {
    return new Submission(task, new Fingerprint().with(schedule).brief(), false);
  }

  private TaskId id(Instant now) {
    return TaskId.of(
        task.queue(), now, ByteBuffer.wrap(Base64.getUrlDecoder().decode(noise)).getLong());
  }

  private String once(String caller) {
    return task.idempotencyKey()
        .map(key -> new Fingerprint().with(caller).with(key).brief())
        .orElse(comesAgain ? noise : "");
  }

  /**
   * What its script takes.
   *
   * @param now the time in its id
   */
  public List<byte[]> arguments(String caller, Instant now) {
    byte[] body = task.payload().map(Payload::stored).orElse(NONE);
    List<byte[]> arguments = new ArrayList<>();
    for (Object text :
        List.of(
            id(now).local(),
            task.type(),
            task.key().orElse(""),
            task.priority(),
            task.delay().map(Duration::toMillis).map(String::valueOf).orElse(""),
            task.runAt().map(Instant::toEpochMilli).map(String::valueOf).orElse(""),
            task.timeout().map(Duration::toMillis).map(String::valueOf).orElse(""),
            task.deadline().map(Instant::toEpochMilli).map(String::valueOf).orElse(""),
            task.retry().stored(),
            task.unique().map(it -> new Fingerprint().with(it.value()).brief()).orElse(""),
            task.unique().map(it -> it.onConflict().word()).orElse(""),
            String.join(" ", task.tags()),
            body.length)) {
      arguments.add(Fields.ascii(text));
    }
    arguments.add(body);
    arguments.add(Fields.ascii(once(caller)));
    arguments.add(
        Fields.ascii(comesAgain || task.idempotencyKey().isPresent() ? task.fingerprint() : ""));
    arguments.add(
        Fields.ascii(task.startBy().map(Instant::toEpochMilli).map(String::valueOf).orElse("")));
    arguments.add(Fields.ascii(task.batch().orElse("")));
    arguments.add(Fields.utf8(task.target().map(TaskTarget::stored).orElse("")));
    return arguments;
  }
}
