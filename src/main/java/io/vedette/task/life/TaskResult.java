package io.vedette.task.life;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.redis.Fields;
import io.vedette.task.queue.TaskStatus;
import java.util.List;
import java.util.Optional;

/**
 * What came of a task.
 *
 * @param payload what its worker has given; empty when it has given nothing
 */
public record TaskResult(TaskStatus status, Optional<Payload> payload) {
  /** Reads the reply of {@code task-result}. */
  static TaskResult of(List<Object> reply) {
    if (reply.isEmpty()) {
      throw TaskRefusal.notFound();
    }
    TaskStatus status = TaskStatus.named(Fields.text(reply.get(0))).orElseThrow();
    return new TaskResult(status, Payload.stored((byte[]) reply.get(1)));
  }

  /**
   * The result, or nothing of one that has succeeded without one.
   *
   * @throws Failure {@code CONFLICT} when the task has not ended; {@code RESULT_GONE} when it has
   *     ended without success: then it never has one
   */
  public Optional<Payload> get() {
    if (!status.isEnded()) {
      throw Failure.of(Problem.CONFLICT, "The task is %s.".formatted(status.word()));
    }
    if (status != TaskStatus.SUCCEEDED) {
      throw Failure.of(
          TaskRefusal.RESULT_GONE, "The task is %s, without a result.".formatted(status.word()));
    }
    return payload;
  }
}
