package it.vedette;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.Map;

/**
 * A server with small limits of sessions, shared by the tests of them, on a set that has no other
 * sessions: which server counts one that expired is left to chance.
 */
final class SessionTarget {
  static final Duration GRACE = Duration.ofSeconds(2);
  static final int MAX_PER_SUBJECT = 5;
  static final int SLICES = 4;

  /** Its processes stop with the virtual machine. */
  private static final Deployment DEPLOYMENT =
      Deployment.start(
          Duration.ofSeconds(5),
          Map.of(
              "VEDETTE_SESSION_GRACE",
              GRACE.toString(),
              "VEDETTE_SESSION_MAX_PER_SUBJECT",
              Integer.toString(MAX_PER_SUBJECT),
              "VEDETTE_SESSION_SLICES",
              Integer.toString(SLICES)));

  private SessionTarget() {}

  static RedisSet redis() {
    return DEPLOYMENT.redis;
  }

  static VedetteServer server() {
    return DEPLOYMENT.server();
  }

  static Client client() {
    return DEPLOYMENT.client();
  }
}
