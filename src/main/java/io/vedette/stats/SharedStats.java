package io.vedette.stats;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import io.vedette.thread.Hops;
import io.vedette.thread.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of each name, summed over all pods in Redis: each hands in now and then what it
 * has counted.
 */
public final class SharedStats<S extends Enum<S> & Statistic> {
  /** What nobody adds to is forgotten after that. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** Names at the same time: of the calls to Redis that may be in flight most are for callers. */
  private static final int AT_ONCE = 8;

  private final Redis redis;
  private final Keys keys;
  private final StatsCounter<S> counter;
  private final Predicate<String> known;
  private final Rounds<String> rounds;

  /** Where the counts of names stand. */
  @FunctionalInterface
  public interface Keys {
    /** Of the counts, of the result of a new operation, and of what is there of the name itself. */
    List<byte[]> of(String name);
  }

  /**
   * Begins with nothing handed in.
   *
   * @param known whether a name stands for something though nothing of it is there
   */
  public SharedStats(
      Redis redis, Keys keys, StatsCounter<S> counter, Predicate<String> known, Hops hops) {
    this.redis = redis;
    this.keys = keys;
    this.counter = counter;
    this.known = known;
    this.rounds = new Rounds<>(AT_ONCE, counter::names, this::handIn, hops);
  }

  /** Hands in what this pod has counted, unless it is still about it; nobody waits for it. */
  public void handIn() {
    rounds.begin();
  }

  /** Hands in what this pod has counted of a name. */
  public CompletionStage<Void> handIn(String name) {
    Map<S, Long> counts = counter.take(name);
    return counts.isEmpty()
        ? CompletableFuture.completedStage(null)
        : handIn(name, counts).thenAccept(done -> {});
  }

  private CompletionStage<List<Object>> handIn(String name, Map<S, Long> counts) {
    ScriptCall call =
        StatsScripts.ADD
            .on(keys.of(name))
            .with("memory", redis.operationMemory())
            .with("kept", KEPT)
            .with("known", known.test(name) ? "1" : "0");
    counts.forEach(
        (statistic, count) -> call.rest(Fields.ascii(statistic.member()), Fields.ascii(count)));
    return redis.run(call).whenComplete((reply, thrown) -> takeBack(name, counts, thrown));
  }

  /** What certainly was not counted is handed in the next time. */
  private void takeBack(String name, Map<S, Long> counts, @Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof Failure failure
        && failure.outcome().equals(Optional.of(Outcome.NOT_APPLIED))) {
      counts.forEach((statistic, count) -> counter.add(name, statistic, count));
    }
  }
}
