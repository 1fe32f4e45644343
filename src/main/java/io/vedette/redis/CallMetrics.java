package io.vedette.redis;

import io.vedette.metrics.Measurements;
import java.time.Duration;
import java.util.Locale;

/** Counts and times calls. */
final class CallMetrics {
  private final Measurements measurements;

  CallMetrics(Measurements measurements) {
    this.measurements = measurements;
  }

  /** A call got its answer, after as many attempts as it took. */
  void answered(Command command, Duration time) {
    measurements
        .timer(
            "redis_call_duration",
            "Time of calls to Redis that were answered",
            "script",
            command.label())
        .update(time);
  }

  /** An attempt of a call brought no answer. */
  void failed(Command command, AttemptResult fate) {
    error(command, fate.name().toLowerCase(Locale.ROOT));
  }

  /** A write was made, and did not become as durable as was promised. */
  void unkept(Command command) {
    measurements
        .counter(
            "redis_writes_not_replicated_total",
            "Writes that too few replicas acknowledged in time",
            "script",
            command.label())
        .inc();
  }

  /** A call was refused without an attempt. */
  void refused(Command command, String why) {
    error(command, why);
  }

  private void error(Command command, String kind) {
    measurements
        .counter(
            "redis_call_errors_total",
            "Attempts to call Redis without an answer",
            "script",
            command.label(),
            "kind",
            kind)
        .inc();
  }
}
