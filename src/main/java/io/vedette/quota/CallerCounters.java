package io.vedette.quota;

import io.vedette.credential.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one caller has used of all its rates. */
final class CallerCounters {
  private final String caller;
  private final List<RateCounter> all;
  private final Map<Scope, List<RateCounter>> byScope = new EnumMap<>(Scope.class);

  CallerCounters(String caller, CallerLimits limits, long now) {
    this.caller = caller;
    this.all = limits.rates().stream().map(rate -> new RateCounter(rate, now)).toList();
    for (Scope scope : Scope.values()) {
      byScope.put(scope, all.stream().filter(it -> it.rate().scope() == scope).toList());
    }
  }

  String caller() {
    return caller;
  }

  List<RateCounter> all() {
    return all;
  }

  /** Those that a request for any of these scopes uses. */
  List<RateCounter> of(Scope... scopes) {
    return scopes.length == 1
        ? byScope.getOrDefault(scopes[0], List.of())
        : Stream.of(scopes)
            .flatMap(scope -> byScope.getOrDefault(scope, List.of()).stream())
            .toList();
  }

  boolean isIdle(long now) {
    return all.stream().allMatch(counter -> counter.isIdle(now));
  }
}
