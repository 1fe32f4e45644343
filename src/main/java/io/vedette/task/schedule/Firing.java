package io.vedette.task.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done with a schedule that is due.
 *
 * @param instant to fire; empty when none of those that have passed is
 * @param next the one that is due then; empty when there will be none
 */
record Firing(Optional<Instant> instant, Optional<Instant> next) {
  private static final Duration SHORT = Duration.ofSeconds(1);

  /**
   * Of all instants that have passed the last one fires, if it is not too late.
   *
   * @param due the first of them
   * @param latest how late it may be
   */
  static Firing at(Timing timing, Instant due, Instant now, Duration latest) {
    Instant last = last(timing, due, now);
    boolean inTime = Duration.between(last, now).compareTo(latest) <= 0;
    return new Firing(inTime ? Optional.of(last) : Optional.empty(), timing.next(now, false));
  }

  /** Looks back twice as far each time, so that a long stop does not make a long walk. */
  private static Instant last(Timing timing, Instant due, Instant now) {
    Duration back = SHORT;
    Optional<Instant> found = Optional.empty();
    while (found.isEmpty() && now.minus(back).isAfter(due)) {
      found = timing.next(now.minus(back), true).filter(instant -> !instant.isAfter(now));
      back = back.multipliedBy(2);
    }
    Instant last = found.filter(instant -> instant.isAfter(due)).orElse(due);
    Optional<Instant> next = timing.next(last, false);
    while (next.isPresent() && !next.get().isAfter(now)) {
      last = next.get();
      next = timing.next(last, false);
    }
    return last;
  }
}
