package io.vedette.redis;

import io.vedette.redis.client.RedisConfig;
import io.vedette.thread.Hops;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisConnectionException;

/**
 * Holds the connection to the master that Sentinel names: connects in the background, however late
 * Redis appears, sends scripts, and keeps the remembered state by heartbeats.
 */
final class Connector implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Connector.class.getName());

  private final RedisConfig config;
  private final Function<RedisConfig, RedissonClient> connect;
  private final BiFunction<RedissonClient, List<SharedCalls.Waiting>, CompletionStage<?>> share;
  private final BiFunction<RedissonClient, Staged, CompletionStage<?>> stage;
  private final ScheduledExecutorService scheduler;
  private final InstantSource clock;

  /** To the scheduler's own thread: what is remembered must not wait behind answers. */
  private final Hops hops;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder answered = new LongAdder();
  private final DurableWrites durable;
  private final Topics topics;
  private final SharedCalls calls;
  private final RedisClock redisClock;
  private volatile @Nullable RedissonClient client;
  private volatile ConnectionState state = ConnectionState.initial();
  private volatile ReplicationInfo replication = ReplicationInfo.none();
  private Future<?> ticking = CompletableFuture.completedFuture(null);
  private CompletableFuture<?> heartbeat = CompletableFuture.completedFuture(null);
  private boolean toldUnreachable;
  private boolean closed;

  Connector(
      RedisConfig config,
      Function<RedisConfig, RedissonClient> connect,
      BiFunction<RedissonClient, List<SharedCalls.Waiting>, CompletionStage<?>> share,
      BiFunction<RedissonClient, Staged, CompletionStage<?>> stage,
      ScheduledExecutorService scheduler,
      InstantSource clock) {
    this.config = config;
    this.connect = connect;
    this.share = share;
    this.stage = stage;
    this.scheduler = scheduler;
    this.clock = clock;
    this.hops = new Hops(scheduler);
    this.durable = new DurableWrites(config, () -> client, hops);
    this.topics = new Topics(config, clock, hops);
    this.calls = new SharedCalls(batch -> share.apply(Objects.requireNonNull(client), batch));
    this.redisClock = new RedisClock(clock);
  }

  /** Begins to connect; returns at once. */
  void start() {
    ticking =
        scheduler.scheduleWithFixedDelay(
            this::tick, 0, config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      if (client == null) {
        connect();
      }
      if (heartbeat.isDone()) {
        heartbeat = heartbeat();
      }
      if (client != null && !state.isAway()) {
        topics.tick(client);
      }
    } catch (RuntimeException e) {
      if (!toldUnreachable) {
        LOG.log(Level.WARNING, "Redis is not reachable yet, trying on: {0}", e.getMessage());
      }
      toldUnreachable = true;
    }
  }

  private synchronized void connect() {
    if (!closed) {
      client = connect.apply(config);
    }
  }

  private CompletableFuture<?> heartbeat() {
    long before = answered.sum();
    Instant sent = clock.instant();
    CompletionStage<List<Object>> beat = attempt(this::beat);
    return hops.within(beat.toCompletableFuture(), config.attemptTimeout())
        .handle(
            (reply, cause) -> {
              // Behind many other calls it is slow, and Redis there.
              if (reply != null || answered.sum() == before) {
                remember(ReplicationInfo.of(reply == null ? List.of() : reply));
                if (reply != null && reply.get(reply.size() - 1) instanceof List<?> time) {
                  redisClock.told(time, sent);
                }
              }
              return null;
            });
  }

  /** Past all calls that wait for others, and whole, so that it is answered by whoever is there. */
  private CompletionStage<List<Object>> beat(RedissonClient connected) {
    SharedCalls.Waiting beat = SharedCalls.Waiting.whole(topics.beat());
    return share.apply(connected, List.of(beat)).thenCompose(free -> beat.answer());
  }

  private void remember(ReplicationInfo info) {
    ConnectionState before = state;
    // A demoted master still answers, but only reads: to us that is a lost heartbeat.
    state = info.isMaster() ? before.alive(clock.instant(), masterAddress()) : before.lost();
    if (info.isMaster()) {
      replication = info;
    }
    if (before.isAway() != state.isAway() || before.masterChanges() != state.masterChanges()) {
      topics.interrupted();
    }
    report(before, state);
  }

  private static void report(ConnectionState before, ConnectionState after) {
    if (before.isAway() != after.isAway()) {
      LOG.log(
          after.isAway() ? Level.WARNING : Level.INFO,
          after.isAway() ? "The Redis master is away" : "The Redis master answers");
    }
    if (after.masterChanges() > before.masterChanges()) {
      after.failover().ifPresent(f -> LOG.log(Level.INFO, "Fail-over took {0}", f.length()));
    }
  }

  private String masterAddress() {
    RedissonClient connected = client;
    if (connected == null) {
      return "";
    }
    InetSocketAddress master =
        connected.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster().getAddr();
    return master.getHostString() + ":" + master.getPort();
  }

  /** Calls that wait for their answer. */
  int inFlight() {
    return inFlight.get();
  }

  /**
   * One attempt, without any retry; fails at once while there is no connection yet.
   *
   * @param wanted whether somebody waits for it still when it is about to be sent
   */
  CompletionStage<List<Object>> send(Command command, BooleanSupplier wanted) {
    return attempt(connected -> calls.add(command, wanted));
  }

  /** The same to put a large value where a script finds it. */
  CompletionStage<Staged> stage(Staged staged) {
    return attempt(connected -> stage.apply(connected, staged).thenApply(done -> staged));
  }

  private <T> CompletionStage<T> attempt(Function<RedissonClient, CompletionStage<T>> attempt) {
    RedissonClient connected = client;
    return connected == null
        ? CompletableFuture.failedFuture(new RedisConnectionException("not connected yet"))
        : counted(attempt.apply(connected));
  }

  /** The same for a write that waits for replicas. */
  CompletionStage<Reply> send(Durability durability, GroupCommit.Write write) {
    CompletionStage<Reply> reply = counted(write.answer());
    durable.send(durability, write);
    return reply;
  }

  private <T> CompletionStage<T> counted(CompletionStage<T> reply) {
    inFlight.incrementAndGet();
    return reply.whenComplete(
        (answer, cause) -> {
          inFlight.decrementAndGet();
          if (answer != null) {
            answered.increment();
          }
        });
  }

  /** As heartbeats tell it. */
  InstantSource redisClock() {
    return redisClock;
  }

  Topics topics() {
    return topics;
  }

  ConnectionState state() {
    return state;
  }

  ReplicationInfo replication() {
    return replication;
  }

  /** Asks every sentinel that is known; those that do not answer in time count as silent. */
  CompletionStage<SentinelReport> sentinels() {
    RedissonClient connected = client;
    if (connected == null) {
      return CompletableFuture.completedFuture(SentinelReport.of(List.of()));
    }
    return SentinelReport.ask(connected, config.masterName(), config.attemptTimeout(), hops);
  }

  /** Ends the connection; calls under way fail. Twice is harmless. */
  @Override
  public synchronized void close() {
    closed = true;
    ticking.cancel(false);
    scheduler.shutdown();
    RedissonClient connected = client;
    if (connected != null) {
      connected.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }
}
