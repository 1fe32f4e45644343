package io.vedette.session;

import io.vedette.config.Configuration;
import io.vedette.config.Settings;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for sessions, checked.
 *
 * @param idle how long a session may be unused whose creation does not say
 * @param absolute how long a session may be at all whose creation does not say
 * @param maxAbsolute the longest limit that a creation may ask for
 * @param slices an access is written at most once in such a part of the idle limit
 * @param grace for how long an id stands for its session after it was replaced
 * @param maxBytes the most bytes of the names and values of all attributes of a session
 * @param maxPerSubject the most sessions of a subject; the oldest go
 * @param durability what creation, rotation, logout and revocation wait for
 * @param localGrace how long ago a server must have read a session to answer for it while Redis is
 *     away; empty when none may
 */
record SessionConfig(
    Duration idle,
    Duration absolute,
    Duration maxAbsolute,
    int slices,
    Optional<Duration> grace,
    int maxBytes,
    int maxPerSubject,
    Durability durability,
    Optional<Duration> localGrace)
    implements Configuration {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int AROUND = 16 * 1024;
  private static final String ROOT = "vedette.session.";

  static SessionConfig from(Settings settings) {
    Duration longest = settings.duration(ROOT + "max-absolute", SHORTEST, LONGEST);
    Duration absolute = settings.duration(ROOT + "absolute", SHORTEST, longest);
    return new SessionConfig(
        settings.duration(ROOT + "idle", SHORTEST, absolute),
        absolute,
        longest,
        settings.number(ROOT + "slices", 1, 1000),
        settings.optionalDuration(ROOT + "grace", SHORTEST, LONGEST_GRACE),
        settings.number(ROOT + "max-bytes", 1, LARGEST),
        settings.number(ROOT + "max-per-subject", 1, 1000),
        Durability.from(settings, ROOT + "durability"),
        settings.optionalDuration(ROOT + "local-grace", SHORTEST, LONGEST_GRACE));
  }

  /** The most bytes of a document with attributes: names and values have signs around them. */
  int largestDocument() {
    return maxBytes + AROUND;
  }

  /** The part of an idle limit in which an access is written once. */
  Duration slice(Duration limit) {
    return limit.dividedBy(slices);
  }
}
