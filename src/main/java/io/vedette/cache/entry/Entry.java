package io.vedette.cache.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as it was when Redis read it.
 *
 * @param etag without quotes; never used for another value, not even after expiry or fail-over
 * @param mediaType as the writer sent it
 * @param left time until it expires if nobody reads it; empty when it does not expire
 * @param lifetime time until it expires however often it is read; empty when there is no such limit
 * @param idle how long it lives without being read; empty when that does not matter
 * @param stale for how long it has been softly invalidated; empty when it is fresh
 * @param size of the value in bytes
 * @param value empty when it was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy per read would cost most
public record Entry(
    String etag,
    String mediaType,
    Instant created,
    Instant modified,
    Optional<Duration> left,
    Optional<Duration> lifetime,
    Optional<Duration> idle,
    Groups groups,
    Optional<Duration> stale,
    long size,
    byte[] value) {

  /** What it is so much later, if nobody has touched it: past its end it is stale. */
  Entry after(Duration elapsed) {
    Optional<Duration> over = left.map(elapsed::minus).filter(it -> !it.isNegative());
    return with(
        left.map(it -> remaining(it, elapsed)),
        lifetime.map(it -> remaining(it, elapsed)),
        stale.map(elapsed::plus).or(() -> over));
  }

  private static Duration remaining(Duration left, Duration elapsed) {
    return elapsed.compareTo(left) > 0 ? Duration.ZERO : left.minus(elapsed);
  }

  /** The same, stale for at least so long. */
  Entry staleFor(Duration least) {
    return with(
        left, lifetime, stale.filter(it -> it.compareTo(least) > 0).or(() -> Optional.of(least)));
  }

  private Entry with(
      Optional<Duration> nowLeft, Optional<Duration> nowLifetime, Optional<Duration> nowStale) {
    return new Entry(
        etag,
        mediaType,
        created,
        modified,
        nowLeft,
        nowLifetime,
        idle,
        groups,
        nowStale,
        size,
        value);
  }
}
