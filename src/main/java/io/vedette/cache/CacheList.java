package io.vedette.cache;

import io.vedette.cache.CachePage.Sized;
import io.vedette.cache.entry.CacheKeys;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Lists caches: first those with a policy of their own, in the order of their names, then those
 * that only have entries, which are looked for among all keys, slice by slice. A page looks at a
 * bounded number of keys: it may have fewer caches than asked for, even none, and still have a next
 * one. A cache of the second kind is on the list at least once.
 */
final class CacheList {
  private static final int KEYS_OF_A_SLICE = 1000;
  private static final int SLICES_OF_A_PAGE = 10;
  private static final String BEGIN = "0";

  private final Redis redis;
  private final CacheKeys keys;
  private final Policies policies;

  CacheList(Redis redis, CacheKeys keys, Policies policies) {
    this.redis = redis;
    this.keys = keys;
    this.policies = policies;
  }

  /** The page that begins behind {@code after}, with at most {@code limit} caches. */
  CompletionStage<CachePage> page(CacheCursor after, int limit) {
    NavigableSet<String> named = policies.names();
    if (!after.scan().isEmpty()) {
      return unnamed(new Walk(named, limit, new ArrayList<>()), after, SLICES_OF_A_PAGE);
    }
    List<String> names = named.tailSet(after.name(), false).stream().limit(limit).toList();
    if (names.size() == limit) {
      return sized(names, Optional.of(new CacheCursor("", names.get(limit - 1))));
    }
    Walk walk = new Walk(named, limit, new ArrayList<>(names));
    return unnamed(walk, new CacheCursor(BEGIN, ""), SLICES_OF_A_PAGE);
  }

  private record Walk(NavigableSet<String> named, int limit, List<String> found) {
    /** Takes what is new of a slice; gives the last name that fitted, if some did not. */
    Optional<String> take(List<String> names) {
      for (int i = 0; i < names.size(); i++) {
        if (found.size() == limit) {
          return Optional.of(i == 0 ? "" : names.get(i - 1));
        }
        found.add(names.get(i));
      }
      return Optional.empty();
    }
  }

  private CompletionStage<CachePage> unnamed(Walk walk, CacheCursor at, int slices) {
    if (slices == 0 || walk.found().size() == walk.limit()) {
      return sized(walk.found(), Optional.of(at));
    }
    return redis
        .run(
            CacheScripts.SCAN
                .on()
                .with("cursor", at.scan())
                .with("pattern", keys.indexPattern())
                .with("count", KEYS_OF_A_SLICE))
        .thenCompose(reply -> taken(walk, at, slices, reply));
  }

  private CompletionStage<CachePage> taken(
      Walk walk, CacheCursor at, int slices, List<Object> reply) {
    Optional<String> last = walk.take(names(walk, at, reply));
    if (last.isPresent()) {
      String name = last.get().isEmpty() ? at.name() : last.get();
      return sized(walk.found(), Optional.of(new CacheCursor(at.scan(), name)));
    }
    String next = Fields.text(reply.get(0));
    return next.equals(BEGIN)
        ? sized(walk.found(), Optional.empty())
        : unnamed(walk, new CacheCursor(next, ""), slices - 1);
  }

  /** In order, so that the rest of a slice that does not fit can be found again. */
  private List<String> names(Walk walk, CacheCursor at, List<Object> reply) {
    return reply.stream()
        .skip(1)
        .flatMap(key -> key instanceof byte[] index ? name(index) : Stream.empty())
        .filter(name -> !walk.named().contains(name) && name.compareTo(at.name()) > 0)
        .sorted()
        .distinct()
        .toList();
  }

  private Stream<String> name(byte[] index) {
    return keys.cacheOfIndex(index).filter(CacheName::isName).stream();
  }

  private CompletionStage<CachePage> sized(List<String> names, Optional<CacheCursor> next) {
    if (names.isEmpty()) {
      return CompletableFuture.completedStage(new CachePage(List.of(), next));
    }
    return redis
        .run(CacheScripts.SIZES.on(names.stream().map(keys::index).toList()))
        .thenApply(
            sizes -> {
              List<Sized> caches = new ArrayList<>(names.size());
              for (int i = 0; i < names.size(); i++) {
                caches.add(new Sized(new CacheName(names.get(i)), Fields.number(sizes.get(i))));
              }
              return new CachePage(caches, next);
            });
  }
}
