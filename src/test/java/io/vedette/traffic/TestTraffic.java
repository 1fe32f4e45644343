package io.vedette.traffic;

import io.vedette.metrics.FakeRegistry;
import java.time.Duration;

/** Admissions for tests of other rooms. */
public final class TestTraffic {
  private TestTraffic() {}

  /** One where others hold a byte already, so that it is bound to the room that is left. */
  public static Admission admission(long room) {
    Traffic traffic = new Traffic(2, room + 1, new FakeRegistry().measurements());
    traffic.admit().hold(1);
    return traffic.admit();
  }

  /** One that has room for that many bytes and requests, and what it measures. */
  public static Traffic traffic(int requests, long bytes, FakeRegistry registry) {
    Traffic traffic = new Traffic(requests, bytes, registry.measurements());
    traffic.measure();
    return traffic;
  }

  /** Does nothing about a server that stops, but for knowing it. */
  public static GracefulStop stop() {
    Traffic traffic = new Traffic(1, 1, new FakeRegistry().measurements());
    return new GracefulStop(traffic, Duration.ZERO, pause -> {}, code -> {});
  }

  /** Tells it that the server stops. */
  public static void drain(GracefulStop stop) {
    stop.run();
  }
}
