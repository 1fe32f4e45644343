package io.vedette.redis;

import io.vedette.metrics.Measurements;
import io.vedette.redis.client.RedisConfig;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What is remembered of Redis, for probes and metrics: reading it never asks the network, except
 * where a stage is given back.
 */
public final class RedisHealth {
  private final Connector connector;
  private final RedisConfig config;
  private final InstantSource clock;
  private final Hops hops;

  RedisHealth(Connector connector, RedisConfig config, InstantSource clock, Hops hops) {
    this.connector = connector;
    this.config = config;
    this.clock = clock;
    this.hops = hops;
  }

  /** Whether this pod should get traffic; damped, so that a fail-over does not change it. */
  public boolean isReady() {
    return connector.state().isReady(clock.instant(), config.unreadyAfter());
  }

  /** The remembered state of the connection to the master. */
  public ConnectionState connection() {
    return connector.state();
  }

  /** Total time without an answer of a master so far, the present outage included. */
  public Duration away() {
    return connection().awayUntil(clock.instant());
  }

  /** What the last master that answered said of its replicas. */
  public List<ReplicationInfo.Replica> replicas() {
    return connector.replication().replicas();
  }

  /** What the sentinels say at this moment; bounded, and silent ones are counted as such. */
  public CompletionStage<SentinelReport> sentinels() {
    return hops.of(connector.sentinels());
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
        () -> away().toMillis() / 1000.0);
    measurements.gauge(
        "redis_calls_in_flight", "Calls that wait for their answer", connector::inFlight);
  }
}
