package io.vedette.session;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.metrics.Measurements;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Counts what happens to sessions, by this server. */
final class SessionMetrics {
  private static final String REVOKED = "sessions_revoked_total";

  private final Measurements measurements;

  SessionMetrics(Measurements measurements) {
    this.measurements = measurements;
    count("sessions_created_total", "Sessions created", 0);
    count("sessions_rotated_total", "Ids of sessions replaced", 0);
    count("sessions_refused_total", "Requests whose id stood for no live session", 0);
    expired(0);
    for (String reason : new String[] {"logout", "subject", "limit"}) {
      revoked(reason, 0);
    }
  }

  /** Shows how many sessions there are, as far as this server knows. */
  void active(Supplier<Long> sessions) {
    measurements.gauge("sessions_active", "Live sessions of all servers", sessions);
  }

  SessionStore.Granted created(SessionStore.Granted granted) {
    count("sessions_created_total", "Sessions created", 1);
    revoked("limit", granted.surplus());
    return granted;
  }

  SessionStore.Granted rotated(SessionStore.Granted granted) {
    count("sessions_rotated_total", "Ids of sessions replaced", 1);
    revoked("limit", granted.surplus());
    return granted;
  }

  boolean ended(boolean ended) {
    revoked("logout", ended ? 1 : 0);
    return ended;
  }

  long revoked(long sessions) {
    revoked("subject", sessions);
    return sessions;
  }

  private void revoked(String reason, long sessions) {
    measurements
        .counter(REVOKED, "Sessions ended before their limits", "reason", reason)
        .inc(sessions);
  }

  void expired(long sessions) {
    count("sessions_expired_total", "Sessions that reached a limit", sessions);
  }

  /** Counts a request whose session there is not. */
  <T> CompletionStage<T> found(CompletionStage<T> work) {
    return work.whenComplete(
        (done, thrown) -> {
          Throwable cause = Causes.ofNullable(thrown);
          if (cause instanceof Failure failure
              && failure.problem() == SessionRefusal.SESSION_NOT_FOUND) {
            count("sessions_refused_total", "Requests whose id stood for no live session", 1);
          }
        });
  }

  private void count(String name, String description, long by) {
    measurements.counter(name, description).inc(by);
  }
}
