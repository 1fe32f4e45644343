package io.vedette.cache.stats;

import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.policy.CacheName;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.stats.SharedStats;
import io.vedette.stats.StatsCounter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What is counted of each cache on all pods, and how large it is. */
public final class CacheStats {
  private static final int EXAMINED = 100;

  private final Redis redis;
  private final CacheKeys keys;
  private final StatsCounter<CacheStatistic> counter;
  private final SharedStats<CacheStatistic> shared;

  /** Reads what {@code shared} hands in. */
  CacheStats(
      Redis redis,
      CacheKeys keys,
      StatsCounter<CacheStatistic> counter,
      SharedStats<CacheStatistic> shared) {
    this.redis = redis;
    this.keys = keys;
    this.counter = counter;
    this.shared = shared;
  }

  /**
   * A cache at one moment.
   *
   * @param entries that are there
   * @param bytes of their values
   * @param estimated whether those two were estimated from some of the entries
   */
  public record Stats(
      Map<CacheStatistic, Long> counts, long entries, long bytes, boolean estimated) {
    /** What was counted, 0 when nothing was. */
    public long count(CacheStatistic statistic) {
      return counts.getOrDefault(statistic, 0L);
    }
  }

  /** The stats of a cache; those of this pod are up to date. */
  public CompletionStage<Stats> read(CacheName cache) {
    return shared
        .handIn(cache.text())
        .handle((done, thrown) -> cache)
        .thenCompose(this::readStored);
  }

  private CompletionStage<Stats> readStored(CacheName cache) {
    String name = cache.text();
    return redis
        .run(
            CacheStatsScripts.READ
                .on(keys.stats(name), keys.index(name))
                .with("root", keys.root(name))
                .with("most", EXAMINED))
        .thenApply(this::stats);
  }

  private Stats stats(List<Object> reply) {
    long members = Fields.number(reply.get(0));
    long examined = Fields.number(reply.get(1));
    long living = Fields.number(reply.get(2));
    long bytes = Fields.number(reply.get(3));
    Map<CacheStatistic, Long> counts = counter.stored(reply.subList(4, reply.size()));
    boolean estimated = members > examined;
    double share = estimated ? (double) members / examined : 1;
    return new Stats(counts, Math.round(living * share), Math.round(bytes * share), estimated);
  }
}
