package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.metrics.FakeRegistry;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;

class RedisHealthTest {
  private final FakeRedis redis = new FakeRedis();
  private final RedisHealth health =
      new RedisHealth(redis.connector, redis.config, () -> redis.now, new Hops(Runnable::run));

  @Test
  void isReady_overALongOutage_fallsOnlyAfterItsLimitAndRisesAtOnce() {
    assertFalse(health.isReady());
    redis.connected();
    assertTrue(health.isReady());

    redis.heartbeat = CompletableFuture.failedFuture(new RedisConnectionException("gone"));
    redis.ticks(3);
    redis.now = Instant.ofEpochSecond(19);
    assertTrue(health.isReady());
    redis.now = Instant.ofEpochSecond(20);
    assertFalse(health.isReady());

    redis.heartbeat = FakeRedis.says("role:master");
    redis.ticks(1);
    assertTrue(health.isReady());
  }

  @Test
  void measure_duringAnOutage_tellsItsLengthSoFar() {
    FakeRegistry registry = new FakeRegistry();
    health.measure(registry.measurements());
    redis.connected();
    redis.heartbeat = CompletableFuture.failedFuture(new RedisConnectionException("gone"));
    redis.ticks(2);
    redis.now = Instant.ofEpochMilli(2_500);

    assertEquals(Duration.ofMillis(2_500), health.away());
    assertEquals(
        """
        redis_away_seconds_total 2.5
        redis_calls_in_flight 0
        redis_connected 0
        redis_master_changes_total 0
        """,
        registry.text());
  }
}
