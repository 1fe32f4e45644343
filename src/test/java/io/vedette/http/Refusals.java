package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Asserts on what is refused; for the tests of all rooms that read requests. */
public final class Refusals {
  private Refusals() {}

  /** What was thrown, which must be a failure of this kind. */
  public static Failure refused(Problem problem, Executable reading) {
    Failure failure = assertThrows(Failure.class, reading);
    assertEquals(problem, failure.problem());
    return failure;
  }

  /** It is malformed, with exactly this error. */
  public static void malformed(InputError error, Executable reading) {
    Failure failure = refused(Problem.MALFORMED_REQUEST, reading);
    assertAll(
        () -> assertEquals(List.of(error), failure.errors()),
        () -> assertEquals(error.detail(), failure.detail()));
  }
}
