package io.vedette.quota;

import io.vedette.metrics.Measurements;
import java.util.List;
import org.eclipse.microprofile.metrics.Counter;

/** Counts whom rates have sent away, by the names of the rates. */
final class QuotaMetrics {
  private final Measurements measurements;

  QuotaMetrics(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Shows all from the start. */
  void show(QuotaConfig config, RateLimits rateLimits) {
    config.rates().map(Rate::name).forEach(this::counter);
    measurements.gauge(
        "quota_callers", "Callers of whose rates this server keeps account", rateLimits::size);
  }

  void refused(List<String> rates) {
    rates.forEach(rate -> counter(rate).inc());
  }

  private Counter counter(String rate) {
    return measurements.counter(
        "quota_refused_total", "Requests refused for a rate of their caller", "rate", rate);
  }
}
