package io.vedette.redis;

import io.vedette.thread.Hops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
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
 * The subscription to the channel of changes. Nothing may depend on its messages alone: each loss
 * that can be noticed is told. Heartbeats publish, too, so that silence means loss; then it
 * subscribes anew.
 */
final class ChangeFeed {
  private static final Logger LOG = Logger.getLogger(ChangeFeed.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final byte SEPARATOR = '\n';

  /** Any server's heartbeat is heard by all: so many are not missing by chance. */
  private static final int SILENT_BEATS = 4;

  private final KeySpace space;
  private final Duration beat;
  private final InstantSource clock;
  private final Hops hops;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Instant heard = Instant.MIN;
  private CompletableFuture<?> subscribing = CompletableFuture.completedFuture(null);
  private @Nullable RTopic topic;
  private volatile boolean told;

  ChangeFeed(RedisConfig config, InstantSource clock, Hops hops) {
    this.space = new KeySpace(config.keyPrefix());
    this.beat = config.heartbeat();
    this.clock = clock;
    this.hops = hops;
  }

  /** A heartbeat: of those of many servers about two are published in a beat. */
  ScriptCall beat() {
    return Script.HEARTBEAT
        .on(space.beat())
        .with("channel", space.changes())
        .with("enough", beat.dividedBy(2));
  }

  void add(ChangeListener listener) {
    listeners.add(listener);
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
            new String(space.changes(), StandardCharsets.US_ASCII), ByteArrayCodec.INSTANCE);
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
    int end = separator(message);
    if (end >= 0) {
      String cache = new String(message, 0, end, StandardCharsets.US_ASCII);
      byte[] key = Arrays.copyOfRange(message, end + 1, message.length);
      listeners.forEach(listener -> listener.changed(cache, key));
    }
  }

  /** A message of a heartbeat has none. */
  private static int separator(byte[] message) {
    for (int i = 0; i < message.length; i++) {
      if (message[i] == SEPARATOR) {
        return i;
      }
    }
    return -1;
  }

  /** Messages may have been lost. */
  void interrupted() {
    listeners.forEach(ChangeListener::interrupted);
  }

  private void report(@Nullable Throwable cause) {
    boolean before = told;
    told = cause != null;
    if (cause != null && !before) {
      LOG.log(
          Level.WARNING,
          "No messages of changes, near copies live to their limit: {0}",
          cause.getMessage());
    }
  }
}
