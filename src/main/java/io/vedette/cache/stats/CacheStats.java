package io.vedette.cache.stats;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.policy.CacheName;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.idempotency.Tags;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import io.vedette.thread.Hops;
import io.vedette.thread.Rounds;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of each cache, summed over all pods in Redis: each hands in now and then what it
 * has counted. What a pod has not handed in when it dies, and what a fail-over loses, is missing.
 */
public final class CacheStats {
  /** A cache that nobody reads is forgotten after that. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final int EXAMINED = 100;

  /** Caches at the same time: of the calls to Redis that may be in flight most are for callers. */
  private static final int AT_ONCE = 8;

  private final Redis redis;
  private final CacheKeys keys;
  private final Tags tags;
  private final StatsCounter statsCounter;
  private final Predicate<CacheName> named;
  private final Rounds<CacheName> rounds;

  /**
   * Begins with nothing handed in.
   *
   * @param named whether a cache has a policy of its own
   */
  public CacheStats(
      Redis redis,
      CacheKeys keys,
      Tags tags,
      StatsCounter statsCounter,
      Predicate<CacheName> named,
      Hops hops) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
    this.statsCounter = statsCounter;
    this.named = named;
    this.rounds = new Rounds<>(AT_ONCE, statsCounter::caches, this::handIn, hops);
  }

  /**
   * A cache at one moment.
   *
   * @param entries that are there
   * @param bytes of their values
   * @param estimated whether those two were estimated from some of the entries
   */
  public record Stats(Map<Statistic, Long> counts, long entries, long bytes, boolean estimated) {
    /** What was counted, 0 when nothing was. */
    public long count(Statistic statistic) {
      return counts.getOrDefault(statistic, 0L);
    }
  }

  /** Hands in what this pod has counted, unless it is still about it; nobody waits for it. */
  public void handIn() {
    rounds.begin();
  }

  private CompletionStage<Void> handIn(CacheName cache) {
    Map<Statistic, Long> counts = statsCounter.take(cache);
    return counts.isEmpty()
        ? CompletableFuture.completedStage(null)
        : handIn(cache, counts).thenAccept(done -> {});
  }

  private CompletionStage<List<Object>> handIn(CacheName cache, Map<Statistic, Long> counts) {
    String name = cache.text();
    ScriptCall call =
        StatsScripts.ADD
            .on(keys.stats(name), keys.operation(name, tags.next()), keys.index(name))
            .with("memory", redis.operationMemory())
            .with("kept", KEPT)
            .with("named", named.test(cache) ? "1" : "0");
    counts.forEach(
        (statistic, count) -> call.rest(Fields.ascii(statistic.member), Fields.ascii(count)));
    return redis.run(call).whenComplete((reply, thrown) -> takeBack(cache, counts, thrown));
  }

  /** What certainly was not counted is handed in the next time. */
  private void takeBack(CacheName cache, Map<Statistic, Long> counts, @Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof Failure failure
        && failure.outcome().equals(Optional.of(Outcome.NOT_APPLIED))) {
      counts.forEach((statistic, count) -> statsCounter.add(cache, statistic, count));
    }
  }

  /** The stats of a cache; those of this pod are up to date. */
  public CompletionStage<Stats> read(CacheName cache) {
    return handIn(cache).handle((done, thrown) -> cache).thenCompose(this::readStored);
  }

  private CompletionStage<Stats> readStored(CacheName cache) {
    String name = cache.text();
    return redis
        .run(
            StatsScripts.READ
                .on(keys.stats(name), keys.index(name))
                .with("root", keys.root(name))
                .with("most", EXAMINED))
        .thenApply(CacheStats::stats);
  }

  private static Stats stats(List<Object> reply) {
    long members = Fields.number(reply.get(0));
    long examined = Fields.number(reply.get(1));
    long living = Fields.number(reply.get(2));
    long bytes = Fields.number(reply.get(3));
    Map<Statistic, Long> counts = new EnumMap<>(Statistic.class);
    for (int i = 4; i < reply.size(); i += 2) {
      long count = Fields.number(reply.get(i + 1));
      Statistic.named(Fields.text(reply.get(i))).ifPresent(it -> counts.put(it, count));
    }
    boolean estimated = members > examined;
    double share = estimated ? (double) members / examined : 1;
    return new Stats(counts, Math.round(living * share), Math.round(bytes * share), estimated);
  }
}
