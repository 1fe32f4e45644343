package io.vedette.quota;

import io.vedette.credential.Scope;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The counters of the callers that this server has heard of lately. It is bounded: when there are
 * too many, one is forgotten here, and Redis still has what was told of it.
 */
final class RateLimits {
  private static final int MOST_CALLERS = 10_000;

  private final QuotaConfig config;
  private final LongSupplier clock;
  private final ConcurrentMap<String, CallerCounters> callers = new ConcurrentHashMap<>();

  /**
   * Begins with nobody.
   *
   * @param clock gives nanoseconds
   */
  RateLimits(QuotaConfig config, LongSupplier clock) {
    this.config = config;
    this.clock = clock;
  }

  long now() {
    return clock.getAsLong();
  }

  /**
   * The counters that a request for any of these scopes uses; none when the caller is not limited.
   */
  List<RateCounter> counters(String caller, Scope... scopes) {
    CallerLimits limits = config.of(caller);
    if (limits.rates().isEmpty()) {
      return List.of();
    }
    CallerCounters known = callers.get(caller);
    return (known != null ? known : open(caller, limits)).of(scopes);
  }

  private CallerCounters open(String caller, CallerLimits limits) {
    if (callers.size() >= MOST_CALLERS) {
      Iterator<String> any = callers.keySet().iterator();
      if (any.hasNext()) {
        callers.remove(any.next());
      }
    }
    return callers.computeIfAbsent(caller, id -> new CallerCounters(id, limits, now()));
  }

  /** All, but for those of whom there is nothing to know any more. */
  Collection<CallerCounters> open() {
    callers.values().removeIf(counters -> counters.isIdle(now()));
    return callers.values();
  }

  int size() {
    return callers.size();
  }
}
