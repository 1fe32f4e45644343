package io.vedette.cache;

import io.vedette.http.Prefer;
import io.vedette.idempotency.Attempt;
import io.vedette.redis.Durability;
import io.vedette.redis.Redis;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Says of requests how they write. */
final class Writings {
  private final Redis redis;
  private final Tags tags;

  Writings(Redis redis, Tags tags) {
    this.redis = redis;
    this.tags = tags;
  }

  /** What the caller prefers. Whoever says 'none' means it. */
  static Optional<Durability> preferred(HttpServletRequest request) {
    return Prefer.durability(request).map(Durability::asked);
  }

  /** As the caller prefers, else as the policy says. */
  Writing of(HttpServletRequest request, Policy policy) {
    return of(preferred(request), policy, Attempt.only());
  }

  /** The same for one attempt of a request that may come again. */
  Writing of(Optional<Durability> preferred, Policy policy, Attempt attempt) {
    return new Writing(
        preferred.orElse(policy.durability()),
        preferred.isPresent(),
        policy.capacity(),
        attempt.ids().map(Tags::new).orElse(tags),
        attempt.memory(redis.operationMemory()),
        attempt);
  }
}
