package io.vedette.redis;

import io.vedette.redis.client.RedisConfig;
import io.vedette.thread.Hops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * What scripts tell all servers, by topic; see {@code topics.lua}. All topics share a channel and
 * its subscription. Nothing may depend on messages alone: each loss that can be noticed is told.
 * Heartbeats publish, too, so that silence means loss; then it subscribes anew.
 */
final class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Any server's heartbeat is heard by all: so many are not missing by chance. */
  private static final int SILENT_BEATS = 4;

  private final KeySpace space;
  private final Duration beat;
  private final InstantSource clock;
  private final Hops hops;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private volatile Instant heard = Instant.MIN;
  private CompletableFuture<?> subscribing = CompletableFuture.completedFuture(null);
  private @Nullable RTopic topic;
  private volatile boolean told;

  private record Subscriber(String topic, TopicListener listener) {}

  Topics(RedisConfig config, InstantSource clock, Hops hops) {
    this.space = new KeySpace(config.keyPrefix());
    this.beat = config.heartbeat();
    this.clock = clock;
    this.hops = hops;
  }

  /** A heartbeat: of those of many servers about two are published in a beat. */
  ScriptCall beat() {
    return Script.HEARTBEAT
        .on(space.beat())
        .with("channel", space.topics())
        .with("enough", beat.dividedBy(2));
  }

  void add(String topic, TopicListener listener) {
    subscribers.add(new Subscriber(topic, listener));
  }

  /** Subscribes if need be; returns at once. */
  void tick(RedissonClient client) {
    if (subscribing.isDone() && isSilent()) {
      interrupted();
      heard = clock.instant();
      subscribing =
          hops.within(leave().thenCompose(left -> subscribe(client)), LONGEST)
              .whenComplete((id, cause) -> report(cause));
    }
  }

  private boolean isSilent() {
    return heard.equals(Instant.MIN)
        || Duration.between(heard, clock.instant()).compareTo(beat.multipliedBy(SILENT_BEATS)) > 0;
  }

  private CompletableFuture<Void> leave() {
    RTopic before = topic;
    return before == null
        ? CompletableFuture.completedFuture(null)
        : before.removeAllListenersAsync().toCompletableFuture().exceptionally(lost -> null);
  }

  private CompletableFuture<Integer> subscribe(RedissonClient client) {
    RTopic now =
        client.getTopic(
            new String(space.topics(), StandardCharsets.US_ASCII), ByteArrayCodec.INSTANCE);
    topic = now;
    return now.addListenerAsync(byte[].class, (name, message) -> hear(message))
        .thenCompose(id -> now.addListenerAsync(interruptions()))
        .toCompletableFuture();
  }

  /** The client subscribes anew by itself when its connection was lost. */
  private StatusListener interruptions() {
    return new StatusListener() {
      @Override
      public void onSubscribe(String name) {
        interrupted();
      }

      @Override
      public void onUnsubscribe(String name) {
        interrupted();
      }
    };
  }

  private void hear(byte[] message) {
    heard = clock.instant();
    String[] parts = Fields.latin1(message).split("\n", 2);
    if (parts.length > 1) {
      byte[] told = Fields.latin1(parts[1]);
      subscribers.stream()
          .filter(subscriber -> subscriber.topic().equals(parts[0]))
          .forEach(subscriber -> subscriber.listener().heard(told));
    }
  }

  /** Messages may have been lost. */
  void interrupted() {
    subscribers.forEach(subscriber -> subscriber.listener().interrupted());
  }

  private void report(@Nullable Throwable cause) {
    boolean before = told;
    told = cause != null;
    if (cause != null && !before) {
      LOG.log(
          Level.WARNING,
          "No messages of other servers, near copies live to their limit: {0}",
          cause.getMessage());
    }
  }
}
