package io.vedette.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisException;

class TopicsTest {
  private final FakeRedis redis = new FakeRedis();
  private final List<String> heard = new ArrayList<>();

  private void listen() {
    redis
        .connector
        .topics()
        .add(
            "news",
            new TopicListener() {
              @Override
              public void heard(byte[] message) {
                heard.add(new String(message, UTF_8));
              }

              @Override
              public void interrupted() {
                heard.add("interrupted");
              }
            });
  }

  private void arrives(String message) {
    Objects.requireNonNull(redis.messages).onMessage("topics", message.getBytes(UTF_8));
  }

  private void passes(long millis) {
    redis.now = redis.now.plusMillis(millis);
    redis.ticks(1);
  }

  @Test
  void message_reachesWhoListensToItsTopic() {
    redis.connected();
    listen();

    arrives("news\na/b\nc");
    arrives("other\nx");
    arrives("news\n");

    assertEquals(List.of("a/b\nc", ""), heard);
  }

  @Test
  void beat_isNoMessage() {
    redis.connected();
    listen();

    arrives("");

    assertEquals(List.of(), heard);
  }

  @Test
  void silence_tellsAndSubscribesAnew() {
    redis.connected();
    listen();

    passes(2000);
    assertEquals(List.of(), heard);
    assertEquals(1, redis.subscriptions);

    passes(1);
    assertEquals(List.of("interrupted"), heard);
    assertEquals(2, redis.subscriptions);
  }

  @Test
  void beats_endTheSilence() {
    redis.connected();
    listen();

    passes(1500);
    arrives("");
    passes(1500);

    assertEquals(1, redis.subscriptions);
  }

  @Test
  void refusedSubscription_isTriedAgain() {
    redis.subscribing = CompletableFuture.failedFuture(new RedisException("NOPERM"));
    redis.connected();
    assertEquals(1, redis.subscriptions);

    redis.subscribing = CompletableFuture.completedFuture(null);
    passes(2001);

    assertEquals(2, redis.subscriptions);
  }

  @Test
  void lostSubscription_isTold() {
    redis.connected();
    listen();

    Objects.requireNonNull(redis.statuses).onSubscribe("topics");

    assertEquals(List.of("interrupted"), heard);
  }

  @Test
  void masterThatIsAway_isAnInterruption() {
    redis.connected();
    listen();

    redis.heartbeat = FakeRedis.says("role:slave");
    redis.ticks(2);
    redis.heartbeat = FakeRedis.says("role:master");
    redis.ticks(1);

    assertEquals(List.of("interrupted", "interrupted"), heard);
  }

  @Test
  void otherMaster_isAnInterruption() {
    redis.connected();
    listen();

    redis.master = "10.0.0.2";
    redis.ticks(1);

    assertEquals(List.of("interrupted"), heard);
  }
}
