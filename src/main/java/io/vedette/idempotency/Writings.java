package io.vedette.idempotency;

import io.vedette.http.Prefer;
import io.vedette.redis.Durability;
import io.vedette.redis.Redis;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Says of requests how they write. */
public final class Writings {
  private final Redis redis;
  private final Tags tags;

  Writings(Redis redis, Tags tags) {
    this.redis = redis;
    this.tags = tags;
  }

  /** What the caller prefers. Whoever says 'none' means it. */
  public static Optional<Durability> preferred(HttpServletRequest request) {
    return Prefer.durability(request).map(Durability::asked);
  }

  /** As the caller prefers, else with the durability that is usual. */
  public Writing of(HttpServletRequest request, Durability usual) {
    return of(preferred(request), usual, Attempt.only());
  }

  /** The same for one attempt of a request that may come again. */
  public Writing of(Optional<Durability> preferred, Durability usual, Attempt attempt) {
    return new Writing(
        preferred.orElse(usual),
        preferred.isPresent(),
        attempt.ids().map(Tags::new).orElse(tags),
        attempt.memory(redis.operationMemory()),
        attempt);
  }
}
