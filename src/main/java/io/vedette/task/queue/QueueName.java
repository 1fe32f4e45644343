package io.vedette.task.queue;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import java.util.regex.Pattern;

/**
 * The name of a queue: {@code [a-z0-9][a-z0-9._-]{0,63}}, or that of the queue in which the service
 * does its own work, which nobody else can have.
 */
public record QueueName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}|_system");

  /** Tasks that do not say are in this one. */
  public static final QueueName USUAL = new QueueName("default");

  /** The service's own work. Callers see it, and neither submit to it nor work on it. */
  public static final QueueName SYSTEM = new QueueName("_system");

  /**
   * Checks a name of a path or query.
   *
   * @throws Failure malformed
   */
  public QueueName {
    if (!isName(text)) {
      throw Failure.malformed(
          InputError.parameter(
              "queue", "the name of a queue is [a-z0-9][a-z0-9._-]{0,63}, lower case only"));
    }
  }

  /** Whether a text is one. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  /** Checks the name of something of a queue that a document tells: its form is the same. */
  public static String checked(JsonMembers members, String member, String name) {
    if (!isName(name) || name.equals(SYSTEM.text())) {
      throw members.refused(
          member, "'%s' is [a-z0-9][a-z0-9._-]{0,63}, lower case only".formatted(member));
    }
    return name;
  }

  /** Within what an idempotency key stands for one request. */
  public String scope(String collection) {
    return "queues/" + text + "/" + collection;
  }
}
