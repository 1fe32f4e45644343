package io.vedette.redis;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Script.Effect;
import io.vedette.redis.client.RedisConfig;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * The door to Redis: features run scripts through it and see neither connections nor attempts.
 *
 * <p>Every call ends within the deadline. It fails with {@link Problem#STORE_UNAVAILABLE} when the
 * script certainly did not run, with {@link Problem#OUTCOME_UNKNOWN} when a write was sent and no
 * answer came, with {@link Problem#STORE_FULL} when Redis has no memory left; each says when to try
 * again. While the master is known to be away, calls fail at once, and with {@link
 * Problem#OVERLOADED} while too many are in flight. Any other exception is a fault.
 *
 * <p>Stages complete on a thread for answers, never on one of the client's event loops: what
 * follows may block without holding up other calls.
 */
public final class Redis {
  /** A call takes a few kilobytes; a slow Redis must not fill the memory of its clients. */
  static final int MOST_CALLS = 10_000;

  private static final int SOONEST_RETRY_SECONDS = 1;
  private static final int RETRY_SPREAD_SECONDS = 3;

  private final Connector connector;
  private final RedisConfig config;
  private final Hops hops;
  private final RandomGenerator random;
  private final CallMetrics metrics;

  Redis(
      Connector connector,
      RedisConfig config,
      Hops hops,
      RandomGenerator random,
      CallMetrics metrics) {
    this.connector = connector;
    this.config = config;
    this.hops = hops;
    this.random = random;
    this.metrics = metrics;
  }

  /**
   * Runs a script on the master.
   *
   * @param call its keys made by a room of the {@link KeySpace}, all its arguments given
   * @return its reply: bulk strings as {@code byte[]}, integers as {@code Long}, arrays as lists
   */
  public CompletionStage<List<Object>> run(ScriptCall call) {
    return run(call, Durability.NONE).thenApply(Reply::items);
  }

  /**
   * Runs a script on the master, and waits until what it wrote is as durable as that.
   *
   * <p>When too few replicas acknowledge it in time the stage does not fail, as the reply is true
   * all the same: {@link Reply#kept} does. It fails with {@link Problem#CANNOT_HONOUR_PREFERENCE},
   * before anything is written, when the connected Redis cannot tell whether replicas or disks have
   * something, or may not tell our user.
   */
  public CompletionStage<Reply> run(ScriptCall call, Durability durability) {
    return call(call, durability);
  }

  /**
   * Reads fields on the master, in a round trip that others share.
   *
   * @return their values as {@code byte[]}, null where there is none: see {@link FieldRead}
   */
  public CompletionStage<List<Object>> read(FieldRead read) {
    return call(read, Durability.NONE).thenApply(Reply::items);
  }

  private CompletionStage<Reply> call(Command command, Durability durability) {
    if (connector.state().isAway()) {
      metrics.refused(command, "away");
      return CompletableFuture.failedFuture(unavailable(command, false));
    }
    if (connector.inFlight() >= MOST_CALLS) {
      metrics.refused(command, "overload");
      return CompletableFuture.failedFuture(overloaded(command));
    }
    Optional<String> missing = durability.missing(connector.replication());
    if (missing.isPresent()) {
      return CompletableFuture.failedFuture(
          Durability.cannotHonour(missing.get()).with(Outcome.NOT_APPLIED));
    }
    return new Call(this, command, durability).start();
  }

  /** The clock that decides about expiry, as the last heartbeat told it. */
  public InstantSource clock() {
    return connector.redisClock();
  }

  /** Whether calls fail at once at present, because the master is known to be away. */
  public boolean isAway() {
    return connector.state().isAway();
  }

  /** Tells a listener from now on what scripts tell of a topic. */
  public void listen(String topic, TopicListener listener) {
    connector.topics().add(topic, listener);
  }

  /** How long after a write a second sending of it can still arrive, with a margin. */
  public Duration operationMemory() {
    return config.deadline().multipliedBy(5);
  }

  Connector connector() {
    return connector;
  }

  RedisConfig config() {
    return config;
  }

  Hops hops() {
    return hops;
  }

  RandomGenerator random() {
    return random;
  }

  CallMetrics metrics() {
    return metrics;
  }

  /** The failure of a call that ran out of time or chances. */
  Failure unavailable(Command command, boolean maybeExecuted) {
    boolean writes = command.effect() == Effect.WRITES;
    Failure failure =
        writes && maybeExecuted
            ? Failure.of(Problem.OUTCOME_UNKNOWN, "The write was sent and no answer came in time.")
                .with(Outcome.UNKNOWN)
            : Failure.of(Problem.STORE_UNAVAILABLE, "Redis is away or failing over.");
    Failure told = writes && !maybeExecuted ? failure.with(Outcome.NOT_APPLIED) : failure;
    return told.retryAfter(soon());
  }

  private Failure overloaded(Command command) {
    Failure failure =
        Failure.of(Problem.OVERLOADED, "This server has too many calls to Redis in flight.")
            .retryAfter(soon());
    return command.effect() == Effect.WRITES ? failure.with(Outcome.NOT_APPLIED) : failure;
  }

  /** The failure of a call that Redis refused for lack of memory. */
  Failure full() {
    return Failure.of(Problem.STORE_FULL, "Redis refuses writes for lack of memory.")
        .with(Outcome.NOT_APPLIED)
        .retryAfter(soon());
  }

  /** The failure of a promise, with the time to try again if that may help. */
  Failure told(Failure unkept) {
    return unkept.problem().retryable() ? unkept.retryAfter(soon()) : unkept;
  }

  /** Spread, so that refused clients do not come back together. */
  private Duration soon() {
    return Duration.ofSeconds(SOONEST_RETRY_SECONDS + random.nextInt(RETRY_SPREAD_SECONDS));
  }
}
