package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.metrics.FakeRegistry;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final Traffic traffic = new Traffic(3, 100, registry.measurements());

  AdmissionTest() {
    traffic.measure();
  }

  private Admission ofOne() {
    Admission admission = traffic.admit();
    admission.belongTo("one", 3);
    return admission;
  }

  private void assertHeld(long bytes) {
    assertTrue(registry.text().contains("request_bytes_in_flight " + bytes + "\n"));
  }

  @Test
  void release_givesBackAPart_toAllAndToItsOwner() {
    Admission first = ofOne();
    first.hold(50);
    first.release(20);
    assertHeld(30);

    Admission second = ofOne();
    second.hold(20);
    Failure refused = assertThrows(Failure.class, () -> second.hold(1));
    assertEquals(Problem.QUOTA_EXCEEDED, refused.problem());
    first.close();
    second.close();
    assertHeld(0);
  }

  @Test
  void release_afterTheEnd_givesBackNothingMore() {
    Admission ended = ofOne();
    ended.hold(50);
    ended.close();
    ended.release(20);

    assertHeld(0);
  }
}
