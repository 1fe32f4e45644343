package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.policy.Policy;
import io.vedette.http.CacheControl;
import java.time.Duration;
import java.util.Optional;

/** Whether what is stored answers a request: RFC 9111, sections 4 and 5.2.1. */
enum Reuse {
  /** It is as good as new. */
  FRESH,
  /** It is stale, and the request takes it so. */
  STALE,
  /** It is stale, and answers while another is loaded. */
  WHILE_REVALIDATING,
  /** It is fresh, and the request wants it newer. */
  REFUSED,
  /** It is stale, and the origin is asked first. */
  EXPIRED;

  static Reuse of(CachedEntry stored, CacheControl request, Policy policy) {
    Optional<Duration> stale = stored.entry().stale();
    if (request.has("no-cache") || tooOld(stored, request)) {
      return stale.isPresent() ? EXPIRED : REFUSED;
    }
    if (stale.isEmpty()) {
      return tooSoonOver(stored, request) ? REFUSED : FRESH;
    }
    if (request.has("min-fresh")) {
      return EXPIRED;
    }
    if (stored.mayBeStale() && stale.get().compareTo(request.maxStale()) <= 0) {
      return STALE;
    }
    return stored.servesWhileRevalidating(policy) ? WHILE_REVALIDATING : EXPIRED;
  }

  private static boolean tooOld(CachedEntry stored, CacheControl request) {
    Duration age = stored.age().orElse(stored.resident());
    return request.seconds("max-age").filter(most -> age.compareTo(most) > 0).isPresent();
  }

  private static boolean tooSoonOver(CachedEntry stored, CacheControl request) {
    return request
        .seconds("min-fresh")
        .filter(
            least -> stored.entry().left().filter(left -> left.compareTo(least) < 0).isPresent())
        .isPresent();
  }
}
