package io.vedette.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule where the clock is changed.
 *
 * @param repeats whether it runs twice in an hour that comes twice
 */
record ZonedSchedule(LocalSchedule schedule, boolean repeats, ZoneRules rules) {
  /**
   * Each of the fourteen kinds of years comes again within 40 years, across the end of a century
   * without a leap year, too: what has not come by then never comes.
   */
  private static final Duration FURTHEST = Duration.ofDays(41 * 366L);

  /** The first instant from one on, which is a whole second; empty when there never is any. */
  Optional<Instant> first(Instant from) {
    Instant furthest = from.plus(FURTHEST);
    ZoneOffsetTransition begun = rules.previousTransition(from.plusNanos(1));
    Instant at = from;
    while (at.isBefore(furthest)) {
      ZoneOffsetTransition change = rules.nextTransition(at);
      boolean changes = change != null && change.getInstant().isBefore(furthest);
      Instant end = changes ? change.getInstant() : furthest;
      Optional<Instant> found = between(at, end, begun);
      if (found.isPresent()) {
        return found;
      }
      at = end;
      begun = change;
    }
    return Optional.empty();
  }

  /** The same between two changes of the clock: the first began what comes before the second. */
  private Optional<Instant> between(
      Instant from, Instant end, @Nullable ZoneOffsetTransition begun) {
    ZoneOffset offset = rules.getOffset(from);
    return schedule
        .first(start(from, offset, begun), LocalDateTime.ofInstant(end, offset))
        .map(time -> time.toInstant(offset))
        .map(time -> time.isBefore(from) ? from : time);
  }

  /** What was missed in a gap comes at its end; what was there before is passed over. */
  private LocalDateTime start(
      Instant from, ZoneOffset offset, @Nullable ZoneOffsetTransition begun) {
    LocalDateTime local = LocalDateTime.ofInstant(from, offset);
    if (begun == null) {
      return local;
    }
    LocalDateTime changed = begun.getDateTimeBefore();
    boolean missed = begun.isGap() && begun.getInstant().equals(from);
    boolean again = begun.isOverlap() && !repeats && local.isBefore(changed);
    return missed || again ? changed : local;
  }
}
