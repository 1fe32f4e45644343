package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return=representation|true",
        "wait=5, Return=\"representation\"; a=b|true",
        "return=minimal|false",
        "x-return=representation|false",
        "''|false"
      })
  void representation_isFoundAmongThePreferences(String prefer, boolean asked) {
    assertEquals(
        asked,
        Prefer.representation(FakeRequest.of("DELETE", "/").with("Prefer", prefer).request()));
  }

  private static FakeRequest prefer(String value) {
    return FakeRequest.of("PUT", "/x").with("Prefer", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "durability=replicated",
        "Durability=persisted",
        "wait=5, durability=replicated",
        "respond-async,durability",
        " durability = \"replicated\"",
      })
  void refuseDurability_asked_isRefusedAsNotApplied(String value) {
    assertEquals(
        Optional.of(Outcome.NOT_APPLIED),
        Refusals.refused(
                Problem.CANNOT_HONOUR_PREFERENCE,
                () -> Prefer.refuseDurability(prefer(value).request()))
            .outcome());
  }

  @Test
  void refuseDurability_askedInASecondLine_isRefused() {
    Refusals.refused(
        Problem.CANNOT_HONOUR_PREFERENCE,
        () ->
            Prefer.refuseDurability(
                prefer("wait=5").with("Prefer", "durability=replicated").request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"return=minimal", "wait=5", "", ","})
  void refuseDurability_notAsked_passes(String value) {
    Prefer.refuseDurability(prefer(value).request());
  }
}
