package io.vedette.redis;

import io.vedette.metrics.Measurements;
import java.time.InstantSource;

/** What is remembered of Redis, for probes and metrics: reading it never asks the network. */
public final class RedisHealth {
  private final Connector connector;
  private final RedisConfig config;
  private final InstantSource clock;

  RedisHealth(Connector connector, RedisConfig config, InstantSource clock) {
    this.connector = connector;
    this.config = config;
    this.clock = clock;
  }

  /** Whether this pod should get traffic; damped, so that a fail-over does not change it. */
  public boolean isReady() {
    return connector.state().isReady(clock.instant(), config.unreadyAfter());
  }

  /** The remembered state of the connection to the master. */
  public ConnectionState connection() {
    return connector.state();
  }

  void measure(Measurements measurements) {
    measurements.gauge(
        "redis_connected", "1 while the master answers", () -> connection().isAway() ? 0 : 1);
    measurements.gauge(
        "redis_master_changes_total",
        "How often another master answered than before",
        () -> connection().masterChanges());
    measurements.gauge(
        "redis_away_seconds_total",
        "Total time without an answer of a master",
        () -> connection().awayUntil(clock.instant()).toMillis() / 1000.0);
    measurements.gauge(
        "redis_connections_in_use",
        "Calls that wait for their answer",
        () -> connector.inFlight());
  }
}
