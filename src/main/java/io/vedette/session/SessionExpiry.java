package io.vedette.session;

import io.vedette.redis.Fields;
import io.vedette.redis.Redis;

/**
 * How many sessions there are, and how many have expired: each of those is counted by one server,
 * but for those that a fail-over hides or shows again.
 */
final class SessionExpiry {
  private static final long AT_ONCE = 200;

  private final Redis redis;
  private final SessionKeys keys;
  private final SessionMetrics metrics;
  private volatile long active;

  SessionExpiry(Redis redis, SessionKeys keys, SessionMetrics metrics) {
    this.redis = redis;
    this.keys = keys;
    this.metrics = metrics;
  }

  long active() {
    return active;
  }

  /** Counts; a failure leaves it to the next time. */
  void refresh() {
    redis
        .run(SessionScripts.EXPIRE.on().with("root", keys.root()).with("most", AT_ONCE))
        .thenAccept(
            reply -> {
              long expired = Fields.number(reply.get(0));
              metrics.expired(expired);
              active = Fields.number(reply.get(1));
              if (expired == AT_ONCE) {
                refresh();
              }
            });
  }
}
