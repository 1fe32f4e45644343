package io.vedette.traffic;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much each of many owners has of something. Those who have nothing take no room. */
final class OwnerLimit {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final String name;
  private final Runnable refused;
  private final ConcurrentMap<String, Long> taken = new ConcurrentHashMap<>();

  /**
   * Nobody has anything.
   *
   * @param name as problem documents say it
   * @param refused called for each refusal
   */
  OwnerLimit(String name, Runnable refused) {
    this.name = name;
    this.refused = refused;
  }

  /**
   * Takes more, unless that would be too much. Who has nothing else may take any amount.
   *
   * @param alreadyHeld what it has of that for the same purpose
   * @throws Failure {@link Problem#QUOTA_EXCEEDED}
   */
  void take(String owner, long more, long most, long alreadyHeld) {
    long now = taken.merge(owner, more, Long::sum);
    if (now > most && now - more != alreadyHeld) {
      leave(owner, more);
      refused.run();
      throw Failure.of(Problem.QUOTA_EXCEEDED, "This caller has too many %s.".formatted(name))
          .violating(List.of(name.replace(' ', '-')))
          .retryAfter(SOON);
    }
  }

  /** Gives back. */
  void leave(String owner, long amount) {
    taken.computeIfPresent(owner, (key, now) -> now == amount ? null : Long.valueOf(now - amount));
  }
}
