package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.entry.ResponseMetadata;
import io.vedette.cache.stats.CacheMetrics;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Reads of caches that origins fill: each of them is an {@link OriginRead}.
 *
 * @param random decides who refreshes early
 */
public record ReadThrough(
    ResponseStore responses,
    NearEntries near,
    SingleFlight singleFlight,
    CacheMetrics metrics,
    RandomGenerator random) {

  /**
   * Loads a value anew before it is stale, the likelier the closer that is and the longer a load
   * takes: of many readers of a hot value one does it in time, and of a cold one none (Vattani and
   * others, Optimal Probabilistic Cache Stampede Prevention, 2015).
   */
  void refreshEarly(LoadTask task) {
    task.seen()
        .filter(stored -> stored.response().isPresent())
        .filter(this::isDue)
        .ifPresent(stored -> singleFlight.begin(task));
  }

  private boolean isDue(CachedEntry stored) {
    Duration left = stored.entry().left().orElse(Duration.ZERO);
    long took = stored.response().map(ResponseMetadata::took).orElse(Duration.ZERO).toMillis();
    double ahead = -took * Math.log(1 - random.nextDouble());
    return ahead >= left.toMillis();
  }

  public OriginRead read(OriginReadRequest request) {
    return new OriginRead(this, request);
  }
}
