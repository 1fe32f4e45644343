package io.vedette.cache.stats;

import io.vedette.cache.policy.CacheName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What this pod has counted and not handed in yet. What is being counted at the moment when it is
 * taken may be lost: a lock would cost every read more than that is worth.
 */
public final class StatsCounter {
  private record Count(CacheName cache, Statistic statistic) {}

  private final ConcurrentMap<Count, LongAdder> counts = new ConcurrentHashMap<>();

  void add(CacheName cache, Statistic statistic, long by) {
    Count count = new Count(cache, statistic);
    LongAdder known = counts.get(count);
    LongAdder adder = known == null ? counts.computeIfAbsent(count, any -> new LongAdder()) : known;
    adder.add(by);
  }

  /** Those of which something was counted. */
  Set<CacheName> caches() {
    return counts.keySet().stream().map(Count::cache).collect(Collectors.toUnmodifiableSet());
  }

  /** Takes what was counted of a cache, and begins anew; empty when nothing was counted. */
  Map<Statistic, Long> take(CacheName cache) {
    Map<Statistic, Long> sums = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.values()) {
      LongAdder adder = counts.remove(new Count(cache, statistic));
      if (adder != null) {
        sums.put(statistic, adder.sum());
      }
    }
    return sums;
  }
}
