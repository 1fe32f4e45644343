package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import io.vedette.redis.ReplicationInfo.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.redisson.api.redisnode.RedisSentinel;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.misc.CompletableFutureWrapper;

class ConnectorTest {
  private final FakeRedis redis = new FakeRedis();

  private static RedisSentinel sentinel(CompletableFuture<Map<String, String>> answer) {
    return Stub.of(
        RedisSentinel.class,
        Map.of("getMasterAsync", none -> new CompletableFutureWrapper<>(answer)));
  }

  @Test
  void start_withoutRedis_triesOnUntilItAppears() {
    redis.connecting =
        () -> {
          throw new RedisConnectionException("no sentinel answers");
        };
    redis.connector.start();
    redis.ticks(3);
    assertTrue(redis.connector.state().isAway());

    redis.connecting = () -> {};
    redis.ticks(2);
    assertFalse(redis.connector.state().isAway());
  }

  @Test
  void send_beforeItIsConnected_failsAtOnceAsNotExecuted() {
    CompletableFuture<List<Object>> reply =
        redis
            .connector
            .send(AllScripts.empty(AllScripts.script("entry-read")), () -> true)
            .toCompletableFuture();

    Throwable cause = assertThrows(ExecutionException.class, reply::get).getCause();
    assertInstanceOf(RedisConnectionException.class, cause);
  }

  @Test
  void send_whileItWaits_countsAsInFlight() {
    redis.connected();
    CompletableFuture<List<Object>> slow = new CompletableFuture<>();
    redis.answers.add(slow);
    CompletableFuture<List<Object>> reply =
        redis
            .connector
            .send(AllScripts.empty(AllScripts.script("entry-read")), () -> true)
            .toCompletableFuture();
    assertEquals(1, redis.connector.inFlight());

    slow.complete(List.of(1L));
    assertEquals(List.of(1L), reply.join());
    assertEquals(0, redis.connector.inFlight());
  }

  @Test
  void heartbeat_answeredByAMaster_isAliveAndKnowsItsReplicas() {
    redis.now = Instant.ofEpochSecond(7);
    redis.heartbeat = FakeRedis.says("role:master", "slave0:ip=1,port=1,state=online,lag=1");
    redis.connected();

    assertAll(
        () -> assertFalse(redis.connector.state().isAway()),
        () -> assertEquals("10.0.0.1:6379", redis.connector.state().master()),
        () -> assertEquals(Instant.ofEpochSecond(7), redis.connector.state().lastAlive()),
        () ->
            assertEquals(List.of(new Replica(true, 1)), redis.connector.replication().replicas()));
  }

  @Test
  void heartbeat_lostOnce_isNotAwayYet() {
    redis.connected();
    redis.heartbeat = CompletableFuture.failedFuture(new RedisResponseTimeoutException("none"));
    redis.ticks(1);
    assertFalse(redis.connector.state().isAway());

    redis.ticks(1);
    assertTrue(redis.connector.state().isAway());
  }

  /** A master that came back as replica still answers, and refuses every write. */
  @Test
  void heartbeat_answeredByAReplica_countsAsLost() {
    redis.heartbeat = FakeRedis.says("role:master", "slave0:ip=1,port=1,state=online,lag=1");
    redis.connected();
    redis.heartbeat = FakeRedis.says("role:slave");
    redis.ticks(2);

    assertTrue(redis.connector.state().isAway());
    assertEquals(List.of(new Replica(true, 1)), redis.connector.replication().replicas());
  }

  @Test
  void heartbeat_answeredByAnotherMaster_isAFailover() {
    redis.now = Instant.ofEpochSecond(10);
    redis.connected();
    redis.heartbeat = CompletableFuture.failedFuture(new RedisConnectionException("gone"));
    redis.ticks(2);
    redis.heartbeat = FakeRedis.says("role:master");
    redis.master = "10.0.0.2";
    redis.now = Instant.ofEpochSecond(16);
    redis.ticks(1);

    assertAll(
        () -> assertFalse(redis.connector.state().isAway()),
        () -> assertEquals(1, redis.connector.state().masterChanges()),
        () -> assertEquals(Duration.ofSeconds(6), redis.connector.state().away()));
  }

  @Test
  void heartbeat_stillWaiting_isNotSentAgain() {
    redis.connected();
    CompletableFuture<List<Object>> waiting = new CompletableFuture<>();
    redis.heartbeat = waiting;
    int before = redis.heartbeats;
    redis.ticks(3);
    assertEquals(before + 1, redis.heartbeats);

    waiting.complete(List.of());
    redis.ticks(1);
    assertEquals(before + 2, redis.heartbeats);
  }

  @Test
  void sentinels_someSilent_areCountedAsSuchInTime() throws Exception {
    Map<String, String> answer = Map.of("ip", "10.0.0.1", "port", "6379", "quorum", "2");
    redis.sentinels.add(sentinel(CompletableFuture.completedFuture(answer)));
    redis.sentinels.add(
        sentinel(CompletableFuture.failedFuture(new RedisConnectionException("x"))));
    redis.sentinels.add(sentinel(new CompletableFuture<>()));
    redis.connected();

    assertEquals(
        new SentinelReport(3, 1, 2, true),
        redis.connector.sentinels().toCompletableFuture().get(5, TimeUnit.SECONDS));
  }

  @Test
  void sentinels_beforeItIsConnected_areNone() {
    assertEquals(
        new SentinelReport(0, 0, 0, true),
        redis.connector.sentinels().toCompletableFuture().join());
  }

  @Test
  void close_twice_endsTheConnectionAndTheHeartbeats() {
    redis.connected();
    redis.connector.close();
    redis.connector.close();

    assertFalse(redis.ticking);
    assertTrue(redis.shutdowns > 0);
  }

  @Test
  void close_beforeItIsConnected_staysClosed() {
    redis.connecting =
        () -> {
          throw new AssertionError("connected after it was closed");
        };
    redis.connector.start();
    redis.connector.close();
    redis.ticks(2);

    assertTrue(redis.connector.state().isAway());
  }
}
