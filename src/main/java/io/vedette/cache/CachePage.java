package io.vedette.cache;

import io.vedette.cache.policy.CacheName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of caches.
 *
 * @param next where the next page begins, if there may be one
 */
record CachePage(List<Sized> caches, Optional<CacheCursor> next) {
  CachePage {
    caches = List.copyOf(caches);
  }

  /** The same without the caches that are not to be seen. */
  CachePage of(Predicate<CacheName> visible) {
    return new CachePage(
        caches.stream().filter(sized -> visible.test(sized.cache())).toList(), next);
  }

  /**
   * A cache and its size.
   *
   * @param entries at least the number of live entries: those that expired unseen may be counted
   */
  record Sized(CacheName cache, long entries) {}
}
