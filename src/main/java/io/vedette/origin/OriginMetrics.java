package io.vedette.origin;

import io.vedette.failure.Problem;
import io.vedette.metrics.Measurements;
import java.time.Duration;

/** Counts and times the fetches from one origin. */
final class OriginMetrics {
  private final Measurements measurements;
  private final String origin;

  OriginMetrics(Measurements measurements, String origin) {
    this.measurements = measurements;
    this.origin = origin;
  }

  /** It answered, be it with an error. */
  void answered(int status, Duration took) {
    measurements
        .timer(
            "origin_request_duration",
            "Time of requests to origins that were answered",
            "origin",
            origin,
            "status",
            status / 100 + "xx")
        .update(took);
  }

  /** A fetch brought no answer, or was refused before it began. */
  void failed(Problem problem) {
    measurements
        .counter(
            "origin_errors_total",
            "Requests to origins without an answer of use",
            "origin",
            origin,
            "problem",
            problem.code())
        .inc();
  }

  /** The circuit changed. */
  void circuit(boolean open) {
    measurements
        .counter(
            "origin_circuit_changes_total",
            "How often an origin was left alone, and asked again",
            "origin",
            origin,
            "to",
            open ? "open" : "closed")
        .inc();
  }
}
