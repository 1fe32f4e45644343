package io.vedette.access;

import io.vedette.failure.Problem;
import io.vedette.metrics.Measurements;
import java.util.List;
import org.eclipse.microprofile.metrics.Counter;

/** Counts whom the filter has sent away. */
final class AccessMetrics {
  private final Measurements measurements;

  AccessMetrics(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Shows both from the start. */
  void show() {
    List.of(Problem.UNAUTHENTICATED, Problem.FORBIDDEN).forEach(this::counter);
  }

  void refused(Problem problem) {
    counter(problem).inc();
  }

  private Counter counter(Problem problem) {
    return measurements.counter(
        "access_refused_total", "Requests refused for who makes them", "reason", problem.code());
  }
}
