package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {
  @ParameterizedTest
  @EnumSource
  void asked_itsWord_isIt(Durability durability) {
    assertEquals(durability, Durability.asked(durability.word()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fsync", "Replicated", "replicated "})
  void asked_anotherWord_cannotBeHonoured(String word) {
    Failure failure = assertThrows(Failure.class, () -> Durability.asked(word));

    assertEquals(Problem.CANNOT_HONOUR_PREFERENCE, failure.problem());
    assertEquals(Optional.of(Outcome.NOT_APPLIED), failure.outcome());
  }
}
