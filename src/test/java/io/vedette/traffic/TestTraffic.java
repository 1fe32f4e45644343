package io.vedette.traffic;

import io.vedette.metrics.FakeRegistry;

/** Admissions for tests of other rooms. */
public final class TestTraffic {
  private TestTraffic() {}

  /** One where others hold a byte already, so that it is bound to the room that is left. */
  public static Admission admission(long room) {
    Traffic traffic = new Traffic(2, room + 1, new FakeRegistry().measurements());
    traffic.admit().hold(1);
    return traffic.admit();
  }
}
