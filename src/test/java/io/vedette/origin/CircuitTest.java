package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Optional<Duration> LET_THROUGH = Optional.empty();

  private long now;
  private final Circuit circuit = new Circuit(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      circuit.learn(true);
    }
  }

  private void open() {
    fail(10);
    assertTrue(circuit.isOpen());
  }

  @Test
  void nineFailuresOfTwenty_leaveItClosed() {
    for (int i = 0; i < 100; i++) {
      assertFalse(circuit.learn(i % 20 < 9));
    }
    assertFalse(circuit.isOpen());
    assertEquals(LET_THROUGH, circuit.refusal());
  }

  @Test
  void tenFailuresOfTwenty_openIt() {
    for (int i = 0; i < 19; i++) {
      assertFalse(circuit.learn(i % 2 == 0 && i < 18));
    }
    assertTrue(circuit.learn(true));
    assertEquals(Optional.of(Duration.ofSeconds(1)), circuit.refusal());
  }

  @Test
  void afterASecond_oneIsLetThrough_andNoOther() {
    open();
    pass(Duration.ofMillis(999));
    assertEquals(Optional.of(Duration.ofMillis(1)), circuit.refusal());
    pass(Duration.ofMillis(1));
    assertEquals(LET_THROUGH, circuit.refusal());
    assertEquals(Optional.of(Duration.ofSeconds(1)), circuit.refusal());
  }

  @Test
  void probeThatSucceeds_closesIt() {
    open();
    pass(Duration.ofSeconds(1));
    circuit.refusal();

    assertTrue(circuit.learn(false));
    assertFalse(circuit.isOpen());
    fail(9);
    assertFalse(circuit.isOpen());
  }

  @Test
  void probesThatFail_doubleThePause_upToHalfAMinute() {
    open();
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      assertEquals(Optional.of(Duration.ofSeconds(seconds)), circuit.refusal());
      pass(Duration.ofSeconds(seconds));
      assertEquals(LET_THROUGH, circuit.refusal());
      assertFalse(circuit.learn(true));
    }
  }

  @Test
  void probeThatSaysNothing_letsAnotherThrough_andLeavesItOpen() {
    open();
    pass(Duration.ofSeconds(1));
    circuit.refusal();

    circuit.learnNothing();

    assertTrue(circuit.isOpen());
    assertEquals(LET_THROUGH, circuit.refusal());
  }

  @Test
  void outcomeOfAFetchFromBefore_isNoProbe() {
    open();
    assertFalse(circuit.learn(false));
    assertTrue(circuit.isOpen());
  }
}
