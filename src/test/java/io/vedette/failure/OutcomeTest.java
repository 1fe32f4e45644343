package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static Failure silent() {
    return Failure.of(Problem.CONFLICT, "Something else is there.");
  }

  private static Throwable causeOf(CompletionStage<?> stage) {
    return Causes.of(
        assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join()));
  }

  private static Optional<Outcome> told(Outcome outcome, Throwable thrown) {
    CompletionStage<?> before =
        CompletableFuture.failedStage(thrown).thenApply(value -> value); // wrapped on the way
    return ((Failure) causeOf(outcome.unlessTold(before))).outcome();
  }

  @Test
  void failureWithoutAnOutcome_tellsThatOfItsWrite() {
    assertEquals(Optional.of(Outcome.NOT_APPLIED), told(Outcome.NOT_APPLIED, silent()));
  }

  @Test
  void failureThatTellsItsOutcome_goesOnTellingIt() {
    assertEquals(
        Optional.of(Outcome.UNKNOWN), told(Outcome.APPLIED, silent().with(Outcome.UNKNOWN)));
  }

  @Test
  void fault_staysOne() {
    RuntimeException fault = new IllegalStateException("broken");
    assertSame(fault, causeOf(Outcome.APPLIED.unlessTold(CompletableFuture.failedStage(fault))));
  }

  @Test
  void value_passes() {
    CompletionStage<Integer> stage =
        Outcome.APPLIED.unlessTold(CompletableFuture.completedStage(7));
    assertEquals(7, stage.toCompletableFuture().join());
  }
}
