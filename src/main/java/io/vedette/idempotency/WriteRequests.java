package io.vedette.idempotency;

import io.vedette.http.Prefer;
import io.vedette.redis.Durability;
import io.vedette.redis.Redis;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Says of requests how they write. */
public final class WriteRequests {
  private final Redis redis;
  private final Tags tags;

  WriteRequests(Redis redis, Tags tags) {
    this.redis = redis;
    this.tags = tags;
  }

  /** What the caller prefers. Whoever says 'none' means it. */
  public static Optional<Durability> preferred(HttpServletRequest request) {
    return Prefer.durability(request).map(Durability::asked);
  }

  /** As the caller prefers, else with the durability that is usual. */
  public WriteOptions of(HttpServletRequest request, Durability usual) {
    return of(preferred(request), usual, Attempt.only());
  }

  /** The same for one attempt of a request that may come again. */
  public WriteOptions of(Optional<Durability> preferred, Durability usual, Attempt attempt) {
    return new WriteOptions(
        preferred.orElse(usual),
        preferred.isPresent(),
        attempt.ids().map(Tags::new).orElse(tags),
        attempt.memory(redis.operationMemory()),
        attempt);
  }
}
