package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.metrics.FakeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Traffic traffic = new Traffic(10, 100, new FakeRegistry().measurements());
  private final List<Object> steps = new ArrayList<>();

  /** A stop that notes its pauses and its end; {@code during} is told of each pause. */
  private GracefulStop stop(Consumer<Duration> during) {
    return new GracefulStop(
        traffic,
        DRAIN,
        pause -> {
          steps.add(pause);
          during.accept(pause);
        },
        code -> steps.add("exit " + code));
  }

  @Test
  void run_withNothingInFlight_drainsAndEndsWell() {
    GracefulStop stop = stop(pause -> {});
    assertFalse(stop.isDraining());

    stop.run();

    assertTrue(stop.isDraining());
    assertEquals(List.of(DRAIN, "exit 0"), steps);
  }

  @Test
  void run_whileItDrains_letsRequestsIn() {
    stop(pause -> traffic.admit().close()).run();

    assertEquals("exit 0", steps.get(steps.size() - 1));
  }

  @Test
  void run_withARequestInFlight_endsAsSoonAsItIsAnswered() {
    Admission admission = traffic.admit();

    stop(pause -> {
          if (steps.size() == 4) {
            admission.close();
          }
        })
        .run();

    assertEquals(5, steps.size());
    assertEquals("exit 0", steps.get(4));
  }

  @Test
  void run_withARequestThatNeverEnds_cutsItOffAfterItsTime() {
    Admission endless = traffic.admit();

    stop(pause -> {}).run();

    Duration waited =
        steps.stream()
            .skip(1)
            .filter(Duration.class::isInstance)
            .map(Duration.class::cast)
            .reduce(Duration.ZERO, Duration::plus);
    assertEquals(GracefulStop.LAST_REQUESTS, waited);
    assertEquals("exit 1", steps.get(steps.size() - 1));
    endless.close();
  }

  @Test
  void run_interrupted_endsAtOnce() {
    new GracefulStop(
            traffic,
            DRAIN,
            pause -> {
              throw new InterruptedException();
            },
            code -> steps.add("exit " + code))
        .run();

    assertTrue(Thread.interrupted());
    assertEquals(List.of("exit 1"), steps);
  }
}
