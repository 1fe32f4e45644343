package io.vedette.cache.policy;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for the entries of a cache.
 *
 * @param ttl time to live of an entry whose write names none, at most {@code maxTtl}
 * @param maxTtl the longest time to live that a write may ask for
 * @param idle idle limit of an entry whose write names none
 * @param maxBytes the largest value
 * @param shared whether caches on the way may store answers ({@code public})
 * @param immortal whether the expiry of an entry may be removed
 * @param conditional whether a write must carry a condition
 * @param near how old a copy in the memory of a server may be; empty when there is none
 * @param durability what writes wait for that do not say
 * @param capacity what it may hold
 * @param readThrough how the service fills it
 */
public record Policy(
    Duration ttl,
    Duration maxTtl,
    Optional<Duration> idle,
    int maxBytes,
    boolean shared,
    boolean immortal,
    boolean conditional,
    Optional<Duration> near,
    Durability durability,
    Capacity capacity,
    ReadThroughPolicy readThrough) {

  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(3650);
  static final int LARGEST = 64 * 1024 * 1024;

  /** The last parts of the settings of a policy. */
  enum Setting {
    TTL("ttl"),
    MAX_TTL("max-ttl"),
    IDLE("idle"),
    MAX_BYTES("max-bytes"),
    MAX_ENTRIES("max-entries"),
    MAX_TOTAL_BYTES("max-total-bytes"),
    PUBLIC("public"),
    IMMORTAL("immortal"),
    CONDITIONAL("conditional"),
    NEAR("near"),
    DURABILITY("durability"),
    ORIGIN("origin"),
    STALE_WHILE_REVALIDATE("stale-while-revalidate"),
    STALE_IF_ERROR("stale-if-error"),
    NEGATIVE_TTL("negative-ttl"),
    JITTER("jitter"),
    OVERRIDE_ORIGIN("override-origin");

    final String name;

    Setting(String name) {
      this.name = name;
    }
  }

  /** Reads the settings that begin with {@code root}, for example {@code vedette.cache.}. */
  static Policy from(Settings settings, String root) {
    Duration maxTtl = settings.duration(root + Setting.MAX_TTL.name, SHORTEST, LONGEST);
    Duration ttl = settings.duration(root + Setting.TTL.name, SHORTEST, LONGEST);
    if (ttl.compareTo(maxTtl) > 0) {
      throw new SettingError(
          root + Setting.TTL.name, "is %s, longer than max-ttl, %s".formatted(ttl, maxTtl));
    }
    return new Policy(
        ttl,
        maxTtl,
        settings.optionalDuration(root + Setting.IDLE.name, SHORTEST, LONGEST),
        settings.number(root + Setting.MAX_BYTES.name, 1, LARGEST),
        settings.flag(root + Setting.PUBLIC.name),
        settings.flag(root + Setting.IMMORTAL.name),
        settings.flag(root + Setting.CONDITIONAL.name),
        settings.optionalDuration(root + Setting.NEAR.name, SHORTEST, LONGEST),
        Durability.from(settings, root + Setting.DURABILITY.name),
        Capacity.from(settings, root),
        ReadThroughPolicy.from(settings, root));
  }
}
