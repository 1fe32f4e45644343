package io.vedette.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** Tries one time after the other. */
record CronWalk(Duration step, int steps) {
  /** The first of its steps after {@code from} at which the expression runs. */
  Optional<Instant> first(RandomCron cron, Instant from, ZoneRules rules) {
    Instant time = from;
    for (int i = 0; i < steps; i++) {
      time = time.plus(step);
      if (runs(cron, time, rules)) {
        return Optional.of(time);
      }
    }
    return Optional.empty();
  }

  private boolean runs(RandomCron cron, Instant time, ZoneRules rules) {
    LocalDateTime local = LocalDateTime.ofInstant(time, rules.getOffset(time));
    boolean counts = cron.interval() || rules.getOffset(local).equals(rules.getOffset(time));
    boolean meant = counts && cron.means().test(local);
    return meant || isMissed(cron, time, rules);
  }

  /** Whether the clock has just left out a time that is meant. */
  private boolean isMissed(RandomCron cron, Instant time, ZoneRules rules) {
    ZoneOffsetTransition change = rules.previousTransition(time.plusNanos(1));
    if (change == null || !change.isGap() || !change.getInstant().equals(time)) {
      return false;
    }
    LocalDateTime missing = change.getDateTimeBefore();
    while (missing.isBefore(change.getDateTimeAfter()) && !cron.means().test(missing)) {
      missing = missing.plus(step);
    }
    return missing.isBefore(change.getDateTimeAfter());
  }

  Instant end(Instant from) {
    return from.plus(step.multipliedBy(steps));
  }
}
