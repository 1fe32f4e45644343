package io.vedette.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.Stub;
import io.vedette.config.TestSettings;
import io.vedette.redis.client.RedisConfig;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.MessageListener;
import org.redisson.api.listener.StatusListener;
import org.redisson.api.redisnode.RedisMaster;
import org.redisson.api.redisnode.RedisSentinel;
import org.redisson.api.redisnode.RedisSentinelMasterSlave;
import org.redisson.misc.CompletableFutureWrapper;

/** A Redis that does as a test says: one master, whose answers are given beforehand. */
@SuppressWarnings({
  "FutureReturnValueIgnored",
  "unchecked"
}) // they pass through the table of a stub, which knows no types
final class FakeRedis {
  final RedisConfig config =
      RedisConfig.from(
          TestSettings.with(
              Map.of(
                  "vedette.redis.sentinels", "redis://10.0.0.9:26379",
                  "vedette.redis.deadline", "PT0.4S",
                  "vedette.redis.attempt-timeout", "PT0.2S")));

  /** What the next attempts get; when there is none left, see below. */
  final Queue<CompletableFuture<List<Object>>> answers = new ArrayDeque<>();

  /** What they get then; at first no answer ever comes. */
  Function<String, CompletableFuture<List<Object>>> otherwise = label -> new CompletableFuture<>();

  /** The labels of all calls that were sent, but for heartbeats. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  final List<RedisSentinel> sentinels = new ArrayList<>();

  /** What happens when somebody connects. */
  Runnable connecting = () -> {};

  CompletableFuture<List<Object>> heartbeat = says("role:master");
  String master = "10.0.0.1";
  Instant now = Instant.EPOCH;
  int heartbeats;
  int shutdowns;
  int subscriptions;
  CompletableFuture<?> subscribing = CompletableFuture.completedFuture(null);
  @Nullable MessageListener<byte[]> messages;
  @Nullable StatusListener statuses;
  Runnable tick = () -> {};
  boolean ticking;

  final Connector connector =
      new Connector(
          config,
          settings -> connect(),
          (client, batch) -> answer(batch),
          (client, staged) -> answer("staged"),
          scheduler(),
          () -> now);

  /** An answer of the server to a heartbeat. */
  static CompletableFuture<List<Object>> says(String... lines) {
    return CompletableFuture.completedFuture(List.of(String.join("\r\n", lines).getBytes(UTF_8)));
  }

  void willAnswer(Object... reply) {
    answers.add(CompletableFuture.completedFuture(Arrays.asList(reply)));
  }

  void willFail(RuntimeException... thrown) {
    for (RuntimeException one : thrown) {
      answers.add(CompletableFuture.failedFuture(one));
    }
  }

  /** Connects and lets the master answer its first heartbeat. */
  FakeRedis connected() {
    connector.start();
    ticks(2);
    return this;
  }

  void ticks(int times) {
    for (int i = 0; i < times; i++) {
      tick.run();
    }
  }

  private ScheduledExecutorService scheduler() {
    return Stub.of(
        ScheduledExecutorService.class,
        Map.of(
            "scheduleWithFixedDelay",
            arguments -> {
              tick = (Runnable) arguments[0];
              ticking = true;
              return Stub.of(ScheduledFuture.class, Map.of("cancel", none -> cancel()));
            },
            "execute",
            arguments -> {
              ((Runnable) arguments[0]).run();
              return null;
            },
            "shutdown",
            none -> null));
  }

  private boolean cancel() {
    ticking = false;
    return true;
  }

  private RedissonClient connect() {
    connecting.run();
    return Stub.of(
        RedissonClient.class,
        Map.of(
            "getTopic", none -> topic(),
            "getRedisNodes", none -> nodes(),
            "shutdown", none -> shutdown()));
  }

  private RTopic topic() {
    subscriptions++;
    return Stub.of(
        RTopic.class,
        Map.of(
            "addListenerAsync",
            arguments -> {
              if (arguments[arguments.length - 1] instanceof MessageListener<?> listener) {
                messages = (MessageListener<byte[]>) listener;
              } else {
                statuses = (StatusListener) arguments[0];
              }
              return new CompletableFutureWrapper<>(subscribing.thenApply(done -> 1));
            },
            "removeAllListenersAsync",
            none -> new CompletableFutureWrapper<>((Void) null)));
  }

  private @Nullable Object shutdown() {
    shutdowns++;
    return null;
  }

  private CompletableFuture<List<Object>> answer(String label) {
    sent.add(label);
    CompletableFuture<List<Object>> answer = answers.poll();
    return answer == null ? otherwise.apply(label) : answer;
  }

  private CompletionStage<?> answer(List<SharedCalls.Waiting> batch) {
    return CompletableFuture.allOf(
        batch.stream().map(this::answer).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<?> answer(SharedCalls.Waiting one) {
    String label = one.command().label();
    if (label.equals(Script.HEARTBEAT.label())) {
      heartbeats++;
      return heartbeat.whenComplete(one::answered);
    }
    return answer(label).whenComplete(one::answered);
  }

  private RedisSentinelMasterSlave nodes() {
    RedisMaster node =
        Stub.of(
            RedisMaster.class,
            Map.of("getAddr", none -> InetSocketAddress.createUnresolved(master, 6379)));
    return Stub.of(
        RedisSentinelMasterSlave.class,
        Map.of("getMaster", none -> node, "getSentinels", none -> sentinels));
  }
}
