package io.vedette.quota;

import java.util.List;

/** The header fields of draft-ietf-httpapi-ratelimit-headers. */
final class RateLimitFields {
  static final String POLICY = "RateLimit-Policy";
  static final String LIMIT = "RateLimit";

  private RateLimitFields() {}

  static String policy(List<RateCounter> counters) {
    if (counters.size() == 1) {
      return counters.get(0).policy();
    }
    StringBuilder field = new StringBuilder();
    for (RateCounter counter : counters) {
      field.append(field.isEmpty() ? "" : ", ").append(counter.policy());
    }
    return field.toString();
  }

  /** How much there is, and in how many seconds there will be more. */
  static String limit(List<RateCounter> counters, long now) {
    StringBuilder field = new StringBuilder(32);
    for (RateCounter counter : counters) {
      RateCounter.Level level = counter.level(now);
      field
          .append(field.isEmpty() ? "\"" : ", \"")
          .append(counter.name())
          .append("\";r=")
          .append(level.remaining())
          .append(";t=")
          .append(level.seconds());
    }
    return field.toString();
  }
}
