package io.vedette.task.lease;

import io.vedette.task.life.TaskId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a worker calls its lease by. Whoever has it may do what its holder may, so it is told to
 * nobody else.
 *
 * @param nonce of the grant: 128 random bits, so that no two grants are ever the same
 * @param fence higher than that of each grant of the task before
 */
public record LeaseId(TaskId task, String nonce, long fence) {
  private static final Pattern FORM =
      Pattern.compile("(.+)\\.([A-Za-z0-9_-]{22})\\.([1-9]\\d{0,15})");

  /** Reads the text form; empty when it is none. */
  public static Optional<LeaseId> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? TaskId.parse(parts.group(1))
            .map(task -> new LeaseId(task, parts.group(2), Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  /** The text form, which needs no escaping in a path. */
  public String text() {
    return task.text() + "." + nonce + "." + fence;
  }

  /** As scripts know it. */
  String stored() {
    return nonce + " " + fence;
  }

  /** Tells no secret. */
  @Override
  public String toString() {
    return task + "." + fence;
  }
}
