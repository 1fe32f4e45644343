package io.vedette.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final Measurements measurements = registry.measurements();

  @Test
  void counter_sameTagsAgain_isRememberedAndNotLookedUp() {
    for (int i = 0; i < 10; i++) {
      measurements.counter("seen_total", "Seen", "where", "here").inc();
    }

    assertEquals("seen_total{where=here} 10\n", registry.text());
    assertEquals(1, registry.lookups());
  }

  @Test
  void counter_otherTags_isAnotherSeries() {
    measurements.counter("seen_total", "Seen", "where", "here").inc(2);
    measurements.counter("seen_total", "Seen", "where", "there");

    assertEquals(
        """
        seen_total{where=here} 2
        seen_total{where=there} 0
        """,
        registry.text());
  }

  @Test
  void timer_updated_countsInSeconds() {
    measurements.timer("wait", "Waited", "what", "bus", "when", "dawn").update(Duration.ZERO);

    assertEquals("wait_seconds{what=bus,when=dawn} 1\n", registry.text());
    assertSame(
        measurements.timer("wait", "Waited", "what", "bus", "when", "dawn"),
        measurements.timer("wait", "Waited", "what", "bus", "when", "dawn"));
  }

  @Test
  void gauge_readLater_tellsTheValueOfThatMoment() {
    AtomicInteger depth = new AtomicInteger(1);
    measurements.gauge("depth", "How deep", depth::get);
    depth.set(7);

    assertEquals("depth 7\n", registry.text());
  }
}
