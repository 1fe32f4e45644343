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
  void answered(Script script, Duration time) {
    measurements
        .timer(
            "redis_call_duration",
            "Time of calls to Redis that were answered",
            "script",
            script.label())
        .update(time);
  }

  /** An attempt of a call brought no answer. */
  void failed(Script script, AttemptResult fate) {
    error(script, fate.name().toLowerCase(Locale.ROOT));
  }

  /** A write was made, and did not become as durable as was promised. */
  void unkept(Script script) {
    measurements
        .counter(
            "redis_writes_not_replicated_total",
            "Writes that too few replicas acknowledged in time",
            "script",
            script.label())
        .inc();
  }

  /** A call was refused without an attempt. */
  void refused(Script script, String why) {
    error(script, why);
  }

  private void error(Script script, String kind) {
    measurements
        .counter(
            "redis_call_errors_total",
            "Attempts to call Redis without an answer",
            "script",
            script.label(),
            "kind",
            kind)
        .inc();
  }
}
