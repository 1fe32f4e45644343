package io.vedette.cache;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this pod has counted and not handed in yet. What is being counted at the moment when it is
 * taken may be lost: a lock would cost every read more than that is worth.
 */
final class Tallies {
  private record Count(CacheName cache, Statistic statistic) {}

  private volatile ConcurrentMap<Count, LongAdder> counts = new ConcurrentHashMap<>();

  void add(CacheName cache, Statistic statistic, long by) {
    Count count = new Count(cache, statistic);
    LongAdder known = counts.get(count);
    LongAdder adder = known == null ? counts.computeIfAbsent(count, any -> new LongAdder()) : known;
    adder.add(by);
  }

  /** Takes all that was counted, and begins anew. */
  synchronized Map<CacheName, Map<Statistic, Long>> take() {
    ConcurrentMap<Count, LongAdder> taken = counts;
    counts = new ConcurrentHashMap<>();
    Map<CacheName, Map<Statistic, Long>> sums = new HashMap<>();
    taken.forEach(
        (count, adder) ->
            sums.computeIfAbsent(count.cache(), any -> new EnumMap<>(Statistic.class))
                .put(count.statistic(), adder.sum()));
    return sums;
  }

  /** The same for one cache; empty when nothing was counted. */
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
