package io.vedette.failure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final InputError TTL = InputError.parameter("ttl", "'ttl' is a duration");
  private static final InputError IDLE = InputError.pointer("/idle", "'idle' is a duration");

  @Test
  void of_aProblem_hasNothingElse() {
    Failure failure = Failure.of(Problem.CONFLICT, "It is so.");

    assertAll(
        () -> assertEquals(Problem.CONFLICT, failure.problem()),
        () -> assertEquals("It is so.", failure.detail()),
        () -> assertEquals(List.of(), failure.errors()),
        () -> assertEquals(Optional.empty(), failure.outcome()),
        () -> assertEquals(Optional.empty(), failure.retryAfter()));
  }

  @Test
  void malformed_severalErrors_keepsAllAndTellsTheFirst() {
    Failure failure = Failure.malformed(TTL, IDLE);

    assertAll(
        () -> assertEquals(Problem.MALFORMED_REQUEST, failure.problem()),
        () -> assertEquals(TTL.detail(), failure.detail()),
        () -> assertEquals(List.of(TTL, IDLE), failure.errors()),
        () -> assertThrows(UnsupportedOperationException.class, failure.errors()::clear));
  }

  @Test
  void with_andRetryAfter_keepEverythingElse() {
    Failure failure =
        Failure.malformed(TTL).with(Outcome.NOT_APPLIED).retryAfter(Duration.ofSeconds(2));
    Failure other = failure.violating(List.of("rate")).with(Outcome.UNKNOWN);

    assertAll(
        () -> assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome()),
        () -> assertEquals(Optional.of(Outcome.UNKNOWN), other.outcome()),
        () -> assertEquals(Optional.of(Duration.ofSeconds(2)), other.retryAfter()),
        () -> assertEquals(List.of(), failure.violated()),
        () -> assertEquals(List.of("rate"), other.violated()),
        () -> assertEquals(List.of(TTL), other.errors()),
        () -> assertEquals(TTL.detail(), other.detail()));
  }

  @Test
  void lasting_isNotRetryable_whateverItsProblemSays() {
    Failure passing = Failure.of(Problem.OVERLOADED, "It is so.");
    Failure lasting = passing.lasting().retryAfter(Duration.ofSeconds(2));

    assertEquals(true, passing.retryable());
    assertEquals(false, lasting.retryable());
    assertEquals(false, Failure.of(Problem.CONFLICT, "It is so.").retryable());
  }

  @Test
  void failure_isAnAnswer_hasNoStackTrace() {
    Failure failure = Failure.of(Problem.INTERNAL, "It is so.");
    failure.addSuppressed(new IllegalStateException());

    assertAll(
        () -> assertEquals(0, failure.getStackTrace().length),
        () -> assertEquals(0, failure.getSuppressed().length));
  }

  @Test
  void inputError_byItsFactories_knowsItsPlace() {
    assertAll(
        () -> assertEquals(InputError.Place.PARAMETER, TTL.place()),
        () -> assertEquals(InputError.Place.POINTER, IDLE.place()),
        () -> assertEquals(InputError.Place.HEADER, InputError.header("If-Match", "").place()));
  }
}
