package io.vedette.task.push;

import io.vedette.push.PushAnswer;
import io.vedette.push.PushFailure;
import io.vedette.task.life.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What became of an attempt to deliver a task.
 *
 * @param outcome what it means for the task
 * @param problem for people; empty when it was taken
 * @param body what a target has answered that has taken it
 * @param hold for how long the target wants to be left alone
 * @param targetFails whether it speaks against the target, and not against the task
 */
record DeliveryResult(
    Outcome outcome,
    String problem,
    Optional<Payload> body,
    Optional<Duration> hold,
    boolean targetFails) {
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429);
  private static final Set<Integer> HOLDS_BACK = Set.of(429, 503);
  private static final int GONE = 410;
  private static final int SUCCESS = 2;
  private static final int SERVER_ERROR = 5;
  private static final String BYTES = "application/octet-stream";

  /** What an attempt means for its task. */
  enum Outcome {
    /** It is done. */
    SUCCEEDED,
    /** It is to be tried again. */
    RETRYABLE,
    /** Another attempt would not help. */
    FAILED,
    /** The target takes nothing any more; the task waits until somebody says that it does. */
    GONE
  }

  static DeliveryResult of(PushAnswer answer) {
    int status = answer.status();
    if (status / 100 == SUCCESS) {
      return new DeliveryResult(Outcome.SUCCEEDED, "", body(answer), Optional.empty(), false);
    }
    String problem = "the target answered " + status;
    if (status == GONE) {
      return new DeliveryResult(Outcome.GONE, problem, Optional.empty(), Optional.empty(), false);
    }
    boolean again = TRY_AGAIN.contains(status) || status / 100 == SERVER_ERROR;
    return new DeliveryResult(
        again ? Outcome.RETRYABLE : Outcome.FAILED,
        problem,
        Optional.empty(),
        answer.retryAfter().filter(wait -> HOLDS_BACK.contains(status)),
        status / 100 == SERVER_ERROR);
  }

  /** What is encoded nobody asked for: its bytes are what there is. */
  private static Optional<Payload> body(PushAnswer answer) {
    String type = answer.contentEncoding().isPresent() ? BYTES : answer.contentType().orElse(BYTES);
    return answer.body().length == 0
        ? Optional.empty()
        : Optional.of(new Payload(type, answer.body()));
  }

  /** Who answers more than it may has done the task, as far as one can tell: not once more. */
  static DeliveryResult of(PushFailure failure) {
    boolean tooLarge = failure.reason() == PushFailure.Reason.TOO_LARGE;
    return new DeliveryResult(
        tooLarge ? Outcome.FAILED : Outcome.RETRYABLE,
        String.valueOf(failure.getMessage()),
        Optional.empty(),
        Optional.empty(),
        !tooLarge);
  }

  /** Something went wrong here, of which no caller learns more. */
  static DeliveryResult fault() {
    String problem = "a fault; the log has more";
    return new DeliveryResult(
        Outcome.RETRYABLE, problem, Optional.empty(), Optional.empty(), false);
  }
}
