package io.vedette.cache.policy;

import io.vedette.cache.policy.Policy.Setting;
import io.vedette.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a cache is filled by the service.
 *
 * @param origin the name of the configured origin; empty when the clients fill the cache
 * @param whileRevalidate how long a stale value is used while another is loaded, unless the origin
 *     says
 * @param ifError how long a stale value is used when the origin or Redis fails, unless the origin
 *     says
 * @param negativeTtl how long it is remembered that the origin has no value, unless it says; zero:
 *     not at all
 * @param jitter by how many percent at most a value is fresh for less than the origin says, so that
 *     values that were loaded together are not loaded together again
 * @param override whether the policy's time to live holds, whatever the origin says
 */
public record ReadThroughPolicy(
    Optional<String> origin,
    Duration whileRevalidate,
    Duration ifError,
    Duration negativeTtl,
    int jitter,
    boolean override) {
  static final int MOST_JITTER = 50;

  /** Reads the settings that begin with {@code root}. */
  static ReadThroughPolicy from(Settings settings, String root) {
    return new ReadThroughPolicy(
        settings.optionalText(root + Setting.ORIGIN.name),
        orNone(settings, root + Setting.STALE_WHILE_REVALIDATE.name),
        orNone(settings, root + Setting.STALE_IF_ERROR.name),
        orNone(settings, root + Setting.NEGATIVE_TTL.name),
        settings.number(root + Setting.JITTER.name, 0, MOST_JITTER),
        settings.flag(root + Setting.OVERRIDE_ORIGIN.name));
  }

  private static Duration orNone(Settings settings, String key) {
    return settings.optionalDuration(key, Policy.SHORTEST, Policy.LONGEST).orElse(Duration.ZERO);
  }
}
