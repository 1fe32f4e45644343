package io.vedette.task.push;

import io.vedette.metrics.Measurements;
import java.util.Locale;

/** Counts the deliveries to one target, as this server has made them. */
final class TargetMetrics {
  private final Measurements measurements;
  private final String target;

  TargetMetrics(Measurements measurements, String target) {
    this.measurements = measurements;
    this.target = target;
    for (DeliveryResult.Outcome outcome : DeliveryResult.Outcome.values()) {
      count(outcome, 0);
    }
    circuit(true, 0);
    circuit(false, 0);
  }

  void delivered(DeliveryResult result) {
    count(result.outcome(), 1);
  }

  private void count(DeliveryResult.Outcome outcome, long deliveries) {
    measurements
        .counter(
            "task_deliveries_total",
            "Attempts to deliver a task",
            "target",
            target,
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .inc(deliveries);
  }

  /** The circuit changed. */
  void circuit(boolean open) {
    circuit(open, 1);
  }

  private void circuit(boolean open, long changes) {
    measurements
        .counter(
            "task_target_circuit_changes_total",
            "How often a target was left alone, and asked again",
            "target",
            target,
            "to",
            open ? "open" : "closed")
        .inc(changes);
  }
}
