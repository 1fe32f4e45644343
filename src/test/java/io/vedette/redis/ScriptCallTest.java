package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptCallTest {
  /** Takes {@code known}, {@code kept} and {@code memory}, in this order, and more. */
  private final ScriptCall call = AllScripts.script("stats-add").on(Fields.ascii("key"));

  @Test
  void arguments_givenInAnyOrder_areInTheirPlaces() {
    call.with("memory", Duration.ofSeconds(1))
        .rest(Fields.ascii("a"), Fields.ascii("b"))
        .with("kept", 2)
        .with("known", "\u20ac");

    assertEquals(
        List.of("\u20ac", "2", "1000", "a", "b"),
        call.arguments().stream().map(Fields::text).toList());
    assertEquals(3 + 3 + 1 + 4 + 1 + 1, call.bytes());
  }

  @Test
  void argument_thatIsMissing_isNamed() {
    call.with("memory", 1).with("known", "1");

    var thrown = assertThrows(IllegalStateException.class, call::arguments);
    assertEquals("stats-add lacks kept", thrown.getMessage());
  }

  @Test
  void argument_thatTheScriptDoesNotTake_isRefused() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> call.with("ttl", 1));
    assertEquals("stats-add takes no such argument: ttl", thrown.getMessage());
  }

  @Test
  void argument_givenTwice_isRefused() {
    call.with("kept", 1);
    assertThrows(IllegalArgumentException.class, () -> call.with("kept", 2));
  }
}
