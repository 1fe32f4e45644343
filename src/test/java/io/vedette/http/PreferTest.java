package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.Response;
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
  @CsvSource(
      delimiter = '|',
      value = {
        "durability=replicated|replicated",
        "Durability=Persisted|persisted",
        "wait=5, durability=replicated, durability=none|replicated",
        "respond-async,durability|''",
        " durability = \"replicated\"; a=b|replicated"
      })
  void durability_asked_isItsWord(String value, String word) {
    assertEquals(Optional.of(word), Prefer.durability(prefer(value).request()));
  }

  @Test
  void durability_askedInASecondLine_isFound() {
    assertEquals(
        Optional.of("replicated"),
        Prefer.durability(prefer("wait=5").with("Prefer", "durability=replicated").request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"return=minimal", "wait=5", "", ",", "durable=replicated"})
  void durability_notAsked_isNone(String value) {
    assertEquals(Optional.empty(), Prefer.durability(prefer(value).request()));
  }

  @Test
  void applied_tellsWhatWasHonoured_andNothingElse() {
    Response answer = Response.status(201).header("Location", "/x").build();

    Response told = Prefer.applied(answer, Optional.of("durability=replicated"));
    assertEquals(201, told.getStatus());
    assertEquals("/x", told.getHeaderString("Location"));
    assertEquals("durability=replicated", told.getHeaderString("Preference-Applied"));
    assertEquals(answer, Prefer.applied(answer, Optional.empty()));
  }
}
