package io.vedette.task.lease;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Fields;
import io.vedette.task.queue.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a lease.
 *
 * @param held false when it is the caller's no longer: then nothing has changed
 * @param status of the task that was given back
 * @param expires of a lease that was extended
 * @param cancelRequested whether its holder should give up
 */
public record Settled(
    boolean held, Optional<TaskStatus> status, Optional<Instant> expires, boolean cancelRequested) {

  /** Reads one of the answers of a script. */
  static Settled of(List<?> answer) {
    return switch (Fields.text(answer.get(0))) {
      case "done" ->
          new Settled(true, TaskStatus.named(Fields.text(answer.get(1))), Optional.empty(), false);
      case "extended" ->
          new Settled(
              true,
              Optional.empty(),
              Optional.of(Fields.instant(answer.get(1))),
              Fields.text(answer.get(2)).equals("1"));
      default -> new Settled(false, Optional.empty(), Optional.empty(), false);
    };
  }

  /**
   * It.
   *
   * @throws Failure {@code CONFLICT} when the lease was lost
   */
  public Settled get() {
    if (!held) {
      throw lost();
    }
    return this;
  }

  /** The lease is not the caller's any longer. */
  public static Failure lost() {
    return Failure.of(
            Problem.CONFLICT,
            "The lease has ended, or was given back: the task is another's. Nothing was changed.")
        .with(Outcome.NOT_APPLIED);
  }
}
