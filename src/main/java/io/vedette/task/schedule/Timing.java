package io.vedette.task.schedule;

import io.vedette.cron.CronError;
import io.vedette.cron.CronExpression;
import io.vedette.http.JsonMembers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a schedule fires. */
public record Timing(CronExpression cron, ZoneId zone) {
  private static final String UTC = "UTC";

  /**
   * Reads {@code cron} and {@code zone} of a document.
   *
   * @param now an expression that never fires after it is refused
   * @throws io.vedette.failure.Failure malformed
   */
  public static Timing of(JsonMembers members, Instant now) {
    Timing timing = new Timing(cron(members), zone(members));
    if (timing.next(now, true).isEmpty()) {
      throw members.refused("cron", "'cron' never fires");
    }
    return timing;
  }

  private static CronExpression cron(JsonMembers members) {
    String text =
        members.text("cron").orElseThrow(() -> members.refused("cron", "'cron' is missing"));
    try {
      return CronExpression.parse(text);
    } catch (CronError e) {
      throw members.refused("cron", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Only names of places and UTC: an offset has no daylight saving, and a short name two meanings.
   */
  private static ZoneId zone(JsonMembers members) {
    String name = members.text("zone").orElse(UTC);
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw members.refused("zone", "'zone' is a name of the time zone database: Europe/Paris");
    }
    return ZoneId.of(name);
  }

  /** The first instant from then on, itself included or not; empty when there is none. */
  public Optional<Instant> next(Instant from, boolean inclusive) {
    return cron.next(from, inclusive, zone);
  }

  /** The first instants from then on. */
  public List<Instant> next(Instant from, boolean inclusive, int most) {
    List<Instant> instants = new ArrayList<>();
    Optional<Instant> next = next(from, inclusive);
    while (next.isPresent() && instants.size() < most) {
      instants.add(next.get());
      next = next(next.get(), false);
    }
    return instants;
  }

  /** Expression and zone in one text: the same when both are. */
  String text() {
    return cron + " " + zone.getId();
  }

  /** The release of the time zone database that decides. */
  public static String zoneData() {
    return ZoneRulesProvider.getVersions(UTC).lastKey();
  }
}
