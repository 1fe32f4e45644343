package io.vedette.quota;

import java.util.List;

/** The header fields of draft-ietf-httpapi-ratelimit-headers. */
final class RateLimitFields {
  static final String POLICY = "RateLimit-Policy";
  static final String LIMIT = "RateLimit";

  private RateLimitFields() {}

  static String policy(List<Account> accounts) {
    if (accounts.size() == 1) {
      return accounts.get(0).policy();
    }
    StringBuilder field = new StringBuilder();
    for (Account account : accounts) {
      field.append(field.isEmpty() ? "" : ", ").append(account.policy());
    }
    return field.toString();
  }

  /** How much there is, and in how many seconds there will be more. */
  static String limit(List<Account> accounts, long now) {
    StringBuilder field = new StringBuilder(32);
    for (Account account : accounts) {
      Account.Level level = account.level(now);
      field
          .append(field.isEmpty() ? "\"" : ", \"")
          .append(account.name())
          .append("\";r=")
          .append(level.remaining())
          .append(";t=")
          .append(level.seconds());
    }
    return field.toString();
  }
}
