package io.vedette.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the master: a value that changes with every heartbeat, without any input or
 * output of its own. One lost heartbeat changes nothing that a caller or a load balancer sees.
 *
 * @param master address of the master that answered last; absent before the first answer
 * @param lastAlive when a heartbeat was answered last
 * @param lostInARow heartbeats lost since then, while no other call was answered either
 * @param masterChanges how often another master answered than before
 * @param away total time between the last answer before an outage and the first after it
 * @param lastFailover the newest change of the master
 */
public record ConnectionState(
    @Nullable String master,
    @Nullable Instant lastAlive,
    int lostInARow,
    long masterChanges,
    Duration away,
    @Nullable Failover lastFailover) {

  /**
   * Two in a row: half a second of silence may be a long garbage collection, a whole one is not.
   */
  private static final int LOST_UNTIL_AWAY = 2;

  /**
   * A change of the master.
   *
   * @param at when the new master answered first
   * @param length from the last answer of the old one to the first of the new one
   */
  public record Failover(Instant at, Duration length) {}

  /** Before the first answer. */
  static ConnectionState initial() {
    return new ConnectionState(null, null, 0, 0, Duration.ZERO, null);
  }

  /** A heartbeat was answered. */
  ConnectionState alive(Instant now, String by) {
    if (lastAlive == null) {
      return new ConnectionState(by, now, 0, masterChanges, away, lastFailover);
    }
    Duration silence = Duration.between(lastAlive, now);
    boolean changed = !by.equals(master);
    return new ConnectionState(
        by,
        now,
        0,
        masterChanges + (changed ? 1 : 0),
        isAway() ? away.plus(silence) : away,
        changed ? new Failover(now, silence) : lastFailover);
  }

  /** A heartbeat was not answered, or not by a master. */
  ConnectionState lost() {
    return new ConnectionState(
        master, lastAlive, lostInARow + 1, masterChanges, away, lastFailover);
  }

  /** Whether calls have no chance at present, so that they are refused at once. */
  public boolean isAway() {
    return lastAlive == null || lostInARow >= LOST_UNTIL_AWAY;
  }

  /**
   * Whether this pod should get traffic: it has reached Redis once and the last answer is younger
   * than {@code unreadyAfter}. An ordinary fail-over is shorter, so it empties no load balancer.
   */
  boolean isReady(Instant now, Duration unreadyAfter) {
    return lastAlive != null && Duration.between(lastAlive, now).compareTo(unreadyAfter) < 0;
  }

  /** The total time away so far, the present outage included. */
  Duration awayUntil(Instant now) {
    return isAway() && lastAlive != null ? away.plus(Duration.between(lastAlive, now)) : away;
  }

  /** The newest change of the master, if there was one. */
  public Optional<Failover> failover() {
    return Optional.ofNullable(lastFailover);
  }
}
