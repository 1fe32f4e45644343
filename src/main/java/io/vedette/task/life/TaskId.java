package io.vedette.task.life;

import io.vedette.task.queue.QueueName;
import java.time.Instant;
import java.util.Optional;

/**
 * The id of a task: the name of its queue, a hyphen, and twenty characters, of which the first ten
 * are the time at which it was made. So ids of a queue are in the order of their age, and an id
 * tells where its task is. It is no secret.
 *
 * @param local what is behind the hyphen: digits and lower case letters without i, l, o and u
 */
public record TaskId(QueueName queue, String local) {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS = 5;
  private static final int HALF = 10;
  private static final int LENGTH = 2 * HALF;

  /**
   * A new one.
   *
   * @param noise random bits, of which fifty count
   */
  static TaskId of(QueueName queue, Instant now, long noise) {
    StringBuilder local = new StringBuilder(LENGTH);
    append(local, now.toEpochMilli());
    append(local, noise);
    return new TaskId(queue, local.toString());
  }

  private static void append(StringBuilder text, long bits) {
    for (int i = HALF - 1; i >= 0; i--) {
      text.append(DIGITS.charAt((int) (bits >>> (BITS * i)) & (DIGITS.length() - 1)));
    }
  }

  /** Reads the text form; empty when it is none. */
  public static Optional<TaskId> parse(String text) {
    int hyphen = text.length() - LENGTH - 1;
    if (hyphen < 1 || text.charAt(hyphen) != '-') {
      return Optional.empty();
    }
    String queue = text.substring(0, hyphen);
    String local = text.substring(hyphen + 1);
    return QueueName.isName(queue) && local.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)
        ? Optional.of(new TaskId(new QueueName(queue), local))
        : Optional.empty();
  }

  /** The text form. */
  public String text() {
    return queue.text() + "-" + local;
  }

  @Override
  public String toString() {
    return text();
  }
}
