package io.vedette.task.life;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.idempotency.IdempotentRequest;
import io.vedette.task.queue.QueueName;
import java.time.Duration;
import java.util.List;

/** Why something was not done with a task. */
public final class TaskRefusal {
  /** There is no such task: there never was, or it was kept long enough. */
  public static final Problem TASK_NOT_FOUND =
      Problem.of("task-not-found", 404, "There is no such task");

  /** The task has succeeded, and its result is not there any more, or never was. */
  public static final Problem RESULT_GONE = Problem.of("result-gone", 410, "The result is gone");

  private static final Duration LATER = Duration.ofSeconds(1);

  private TaskRefusal() {}

  public static Failure notFound() {
    return Failure.of(TASK_NOT_FOUND, "There is no such task, or not any more.");
  }

  /** The refusal of a task that was to be submitted, by the word of the script. */
  public static Failure of(String word, TaskId other, QueueName queue) {
    Failure failure =
        switch (word) {
          case "taken" ->
              Failure.of(
                  Problem.CONFLICT,
                  "An unfinished task has this unique value: " + TaskDocument.path(other));
          case "full" ->
              Failure.of(
                      Problem.QUOTA_EXCEEDED,
                      "The queue %s has as many waiting tasks as it may.".formatted(queue.text()))
                  .violating(List.of("maxLength"))
                  .retryAfter(LATER);
          case "batchless" ->
              Failure.malformed(
                  InputError.pointer("/batch", "there is no such batch in the queue of the task"));
          case "sealed" ->
              Failure.of(Problem.CONFLICT, "The batch is sealed: it has all of its tasks.");
          case "reused" ->
              Failure.of(
                  IdempotentRequest.IDEMPOTENCY_KEY_REUSED,
                  "This idempotency key came with another task: " + other.text());
          default ->
              Failure.malformed(
                  InputError.pointer(
                      "/deadline", "the task would be due after it is to have ended, or begun"));
        };
    return failure.with(Outcome.NOT_APPLIED);
  }

  /** The state of a task does not allow what was asked. */
  static Failure conflict(String action, String status) {
    return Failure.of(Problem.CONFLICT, "A task that is %s cannot be %s.".formatted(status, action))
        .with(Outcome.NOT_APPLIED);
  }
}
