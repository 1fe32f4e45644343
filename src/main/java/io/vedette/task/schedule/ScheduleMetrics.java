package io.vedette.task.schedule;

import io.vedette.metrics.Measurements;
import java.util.List;

/** Counts what schedules have done, as this server has seen to it. */
final class ScheduleMetrics {
  private static final List<String> OUTCOMES = List.of("submitted", "skipped", "missed", "refused");

  private final Measurements measurements;

  ScheduleMetrics(Measurements measurements) {
    this.measurements = measurements;
    OUTCOMES.forEach(outcome -> count(outcome, 0));
  }

  /** Of what another server has seen to, nothing is counted. */
  void fired(String word) {
    switch (word) {
      case "submitted", "replaced" -> count("submitted", 1);
      case "skipped", "missed" -> count(word, 1);
      case "stale", "again", "existing" -> {}
      default -> count("refused", 1);
    }
  }

  private void count(String outcome, long instants) {
    measurements
        .counter("task_schedule_instants_total", "Instants of schedules", "outcome", outcome)
        .inc(instants);
  }
}
