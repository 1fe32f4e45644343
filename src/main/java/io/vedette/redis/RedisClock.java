package io.vedette.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The clock of Redis, as the last heartbeat told it: as exact as half of the time that heartbeat
 * took. Before the first one it is ours.
 */
final class RedisClock implements InstantSource {
  private final InstantSource ours;
  private volatile Duration ahead = Duration.ZERO;

  RedisClock(InstantSource ours) {
    this.ours = ours;
  }

  /**
   * A heartbeat was answered just now.
   *
   * @param time the reply of TIME: seconds and microseconds
   * @param sent when it was sent, by our clock
   */
  void told(List<?> time, Instant sent) {
    Instant theirs =
        Instant.ofEpochSecond(Fields.number(time.get(0)), 1_000 * Fields.number(time.get(1)));
    Duration half = Duration.between(sent, ours.instant()).dividedBy(2);
    ahead = Duration.between(sent.plus(half), theirs);
  }

  @Override
  public Instant instant() {
    return ours.instant().plus(ahead);
  }
}
