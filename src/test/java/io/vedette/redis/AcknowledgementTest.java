package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
  @ParameterizedTest
  @CsvSource({
    "REPLICATED, false, 0, false",
    "REPLICATED, false, 1, true",
    "REPLICATED, false, 2, true",
    "PERSISTED, false, 1, false",
    "PERSISTED, true, 0, false",
    "PERSISTED, true, 1, true"
  })
  void shortOf_isNothing_whenThePromiseIsKept(
      Durability promised, boolean local, int replicas, boolean kept) {
    assertEquals(kept, new Acknowledgement(local, replicas).shortOf(promised).isEmpty());
  }

  @Test
  void shortOf_tellsTheTrueCount() {
    Failure failure = new Acknowledgement(false, 1).shortOf(Durability.PERSISTED).orElseThrow();

    assertAll(
        () -> assertEquals(Problem.NOT_REPLICATED, failure.problem()),
        () -> assertEquals(Optional.of(Outcome.APPLIED), failure.outcome()),
        () -> assertEquals(Optional.of(1), failure.replicas()),
        () ->
            assertEquals(
                "The master has the write; it is not yet on its disk, and on that of 1 replicas.",
                failure.detail()));
  }
}
