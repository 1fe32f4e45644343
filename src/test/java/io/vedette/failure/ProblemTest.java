package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.Constants;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue is a contract: a line that changes here breaks somebody's client. */
class ProblemTest {
  private static final String CATALOGUE =
      """
      attribute-not-found       404 final     There is no such attribute
      bad-origin-answer         502 retryable The origin's answer cannot be used
      batch-not-found           404 final     There is no such batch
      cannot-honour-preference  422 final     The preference cannot be honoured
      conflict                  409 final     The request conflicts with the present state
      counter-not-found         404 final     There is no such counter
      entry-not-found           404 final     There is no such entry
      forbidden                 403 final     The credential does not allow this
      headers-too-large         431 final     The header fields are too large
      idempotency-key-reused    422 final     The idempotency key stands for another request
      internal                  500 final     Internal error
      malformed-request         400 final     The request is malformed
      method-not-allowed        405 final     The method is not allowed here
      not-acceptable            406 final     No acceptable representation
      not-cached                504 final     There is no stored answer
      not-implemented           501 final     The method is not implemented
      not-replicated            503 retryable Too few replicas acknowledged the write
      origin-timeout            504 retryable The origin took too long
      origin-unavailable        503 retryable The origin is unavailable
      outcome-unknown           503 retryable The outcome is unknown
      overloaded                503 retryable The server is overloaded
      precondition-failed       412 final     A precondition failed
      precondition-required     428 final     A precondition is required
      quota-exceeded            429 retryable A quota is exceeded
      request-timeout           408 final     The request took too long to arrive
      resource-not-found        404 final     There is no such resource
      result-gone               410 final     The result is gone
      schedule-not-found        404 final     There is no such schedule
      session-not-found         404 final     There is no such session
      store-full                507 retryable The store is full
      store-unavailable         503 retryable The store is unavailable
      task-not-found            404 final     There is no such task
      too-large                 413 final     The content is too large
      unauthenticated           401 final     A credential is required
      unsupported-media-type    415 final     The media type is not supported
      """;

  @Test
  void catalogue_asText_isTheContract() {
    assertEquals(
        CATALOGUE,
        Constants.of(Problem.class).stream()
            .map(ProblemTest::line)
            .sorted()
            .collect(Collectors.joining()));
  }

  private static String line(Problem problem) {
    return String.format(
        Locale.ROOT,
        "%-25s %d %-9s %s%n",
        problem.code(),
        problem.status(),
        problem.retryable() ? "retryable" : "final",
        problem.title());
  }

  @Test
  void outcomes_asWords_areTheContract() {
    assertEquals(
        "not-applied applied unknown",
        Stream.of(Outcome.values()).map(Outcome::word).collect(Collectors.joining(" ")));
  }
}
