package io.vedette.session;

import io.vedette.near.CopyKey;
import io.vedette.near.NearCopies;
import io.vedette.near.NearCopies.Aged;
import io.vedette.near.NearCopies.ReadStamp;
import io.vedette.redis.TopicListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Copies of sessions that this server has read whole, for the time when Redis is away: none of them
 * answers before. A copy goes when the session is known to have changed or ended, and after the
 * local grace.
 */
final class SessionCopies implements TopicListener {
  /** The topic of their changes. */
  static final String TOPIC = "session";

  /** Roughly what stands around attributes. */
  private static final int AROUND = 1024;

  private final NearCopies<Session> copies;
  private final Duration grace;

  /**
   * Offers these copies.
   *
   * @param grace how old a copy may be; zero for no copies at all
   */
  SessionCopies(NearCopies<Session> copies, Duration grace) {
    this.copies = copies;
    this.grace = grace;
  }

  /** To be taken before a session is read. */
  ReadStamp now(SessionId id) {
    return copies.now(key(id.digest()));
  }

  /** Keeps what was read whole by its current id: of others nobody would hear that they ended. */
  void keep(SessionId id, ReadStamp stamp, Session session) {
    if (!grace.isZero() && session.digest().equals(id.digest())) {
      copies.keep(key(session.digest()), stamp, session, AROUND + session.bytes(), grace);
    }
  }

  /** What this server may vouch for. */
  Optional<Aged<Session>> last(SessionId id) {
    return copies
        .last(key(id.digest()))
        .filter(copy -> copy.age().compareTo(grace) <= 0)
        .filter(copy -> copy.age().compareTo(copy.value().left()) < 0);
  }

  /** This server has changed a session, or may have. */
  void changed(SessionId id) {
    copies.drop(key(id.digest()));
  }

  @Override
  public void heard(byte[] digest) {
    copies.drop(new CopyKey(TOPIC, digest));
  }

  @Override
  public void interrupted() {
    // The local grace is for just this time.
  }

  private static CopyKey key(String digest) {
    return new CopyKey(TOPIC, digest.getBytes(StandardCharsets.US_ASCII));
  }
}
