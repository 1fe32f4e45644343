package io.vedette.stats;

import io.vedette.redis.Fields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this pod has counted and not handed in yet. What is being counted at the moment when it is
 * taken may be lost: a lock would cost every call more than that is worth.
 *
 * @param <S> what is counted of each name
 */
public final class StatsCounter<S extends Enum<S> & Statistic> {
  private final Class<S> statistics;
  private final ConcurrentMap<Count<S>, LongAdder> counts = new ConcurrentHashMap<>();

  public StatsCounter(Class<S> statistics) {
    this.statistics = statistics;
  }

  private record Count<S>(String name, S statistic) {}

  /** Counts. */
  public void add(String name, S statistic, long by) {
    Count<S> count = new Count<>(name, statistic);
    LongAdder known = counts.get(count);
    LongAdder adder = known == null ? counts.computeIfAbsent(count, any -> new LongAdder()) : known;
    adder.add(by);
  }

  /** Those of which something was counted. */
  Set<String> names() {
    return counts.keySet().stream().map(Count::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Takes what was counted of a name, and begins anew; empty when nothing was counted. */
  public Map<S, Long> take(String name) {
    Map<S, Long> sums = new EnumMap<>(statistics);
    for (S statistic : statistics.getEnumConstants()) {
      LongAdder adder = counts.remove(new Count<>(name, statistic));
      if (adder != null) {
        sums.put(statistic, adder.sum());
      }
    }
    return sums;
  }

  /** Reads what stands in Redis; what another version has counted is left out. */
  public Map<S, Long> stored(List<?> membersAndCounts) {
    Map<S, Long> sums = new EnumMap<>(statistics);
    for (int i = 0; i + 1 < membersAndCounts.size(); i += 2) {
      String member = Fields.text(membersAndCounts.get(i));
      long count = Fields.number(membersAndCounts.get(i + 1));
      Stream.of(statistics.getEnumConstants())
          .filter(statistic -> statistic.member().equals(member))
          .forEach(statistic -> sums.put(statistic, count));
    }
    return sums;
  }
}
