package io.vedette.cache.policy;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The policies from configuration, checked.
 *
 * @param common what holds for caches without a policy of their own: {@code vedette.cache.*}
 * @param named the policies of the caches in {@code vedette.caches}: {@code vedette.caches.NAME.*},
 *     where what is not set is taken from the common one
 * @param nearBytes the most bytes of near copies, of all caches together
 */
public record CacheConfig(Policy common, Map<CacheName, Policy> named, int nearBytes)
    implements Configuration {
  private static final String NAMES = "vedette.caches";
  private static final String COMMON = "vedette.cache.";
  private static final String NEAR_BYTES = "vedette.near-bytes";
  private static final String ORIGINS = "vedette.origins";

  public CacheConfig {
    named = Map.copyOf(named);
  }

  public static CacheConfig from(Settings settings) {
    Map<CacheName, Policy> named = new HashMap<>();
    for (String name : settings.list(NAMES)) {
      if (!CacheName.isName(name)) {
        throw new SettingError(NAMES, "'%s' is not the name of a cache".formatted(name));
      }
      named.put(new CacheName(name), policy(settings.within(root(name), COMMON), root(name)));
    }
    return new CacheConfig(
        policy(settings, COMMON), named, settings.number(NEAR_BYTES, 0, Integer.MAX_VALUE));
  }

  private static Policy policy(Settings settings, String root) {
    Policy policy = Policy.from(settings, root);
    policy
        .readThrough()
        .origin()
        .filter(origin -> !settings.list(ORIGINS).contains(origin))
        .ifPresent(
            origin -> {
              throw new SettingError(
                  root + Policy.Setting.ORIGIN.name,
                  "'%s' is not in %s".formatted(origin, ORIGINS));
            });
    return policy;
  }

  /** The keys of the policies that {@code vedette.caches} names. */
  @Override
  public Stream<String> furtherKeys() {
    return named.keySet().stream()
        .flatMap(cache -> Stream.of(Policy.Setting.values()).map(s -> root(cache.text()) + s.name));
  }

  private static String root(String name) {
    return NAMES + "." + name + ".";
  }

  /** The policy of a cache: every valid name has one. */
  Policy policy(CacheName cache) {
    return named.getOrDefault(cache, common);
  }

  /** A word for metrics: the name of a configured cache, or one word for all others. */
  public String label(CacheName cache) {
    return named.containsKey(cache) ? cache.text() : "other";
  }
}
