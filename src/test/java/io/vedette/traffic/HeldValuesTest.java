package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.metrics.FakeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Values that several requests are answered with. */
class HeldValuesTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final Traffic traffic = TestTraffic.traffic(2, 100, registry);

  private void assertHeld(long bytes) {
    assertEquals(
        "request_bytes_in_flight " + bytes, registry.text().lines().findFirst().orElse(""));
  }

  private static void refused(Problem problem, Executable request) {
    assertEquals(problem, assertThrows(Failure.class, request).problem());
  }

  @Test
  void hold_oneValueByMany_countsItOnceUntilTheLastLeaves() {
    byte[] value = new byte[60];
    Admission first = traffic.admit();
    Admission second = traffic.admit();
    first.hold(value);
    first.hold(value);
    second.hold(value);
    assertHeld(60);

    refused(Problem.OVERLOADED, () -> traffic.aside().hold(new byte[60]));
    first.close();
    assertHeld(60);
    second.close();
    assertHeld(0);
  }

  @Test
  void hold_aValueThatThereWasRoomFor_countsItOnce() {
    Admission load = traffic.aside();
    load.hold(60);
    byte[] value = new byte[60];
    load.hold(value);
    Admission reader = traffic.admit();
    reader.hold(value);
    load.close();

    assertHeld(60);
    reader.close();
    assertHeld(0);
  }

  @Test
  void hold_oneValueByManyOwners_isInTheShareOfEach() {
    byte[] value = new byte[40];
    Admission one = traffic.admit();
    one.belongTo("one", 2);
    Admission other = traffic.admit();
    other.belongTo("other", 2);
    one.hold(value);
    other.hold(value);

    other.hold(10);
    Admission more = traffic.aside();
    more.belongTo("other", 2);
    refused(Problem.QUOTA_EXCEEDED, () -> more.hold(new byte[1]));
    one.close();
    assertHeld(50);
    other.close();
    assertHeld(0);
  }

  @Test
  void hold_aValueAfterTheEnd_isRefusedAndHoldsNothing() {
    Admission ended = traffic.admit();
    ended.close();

    assertThrows(Failure.class, () -> ended.hold(new byte[1]));
    assertHeld(0);
  }
}
