package io.vedette.cron;

import static io.vedette.FuzzInput.holds;

import io.vedette.FuzzInput;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A target of the fuzzer: expressions, in one of some zones. */
public final class CronFuzz {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/St_Johns"));

  private static final Instant FROM = Instant.parse("2026-03-29T00:59:30Z");

  private CronFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    ZoneId zone = ZONES.get(Math.floorMod(input.parser(), ZONES.size()));
    try {
      CronExpression cron = CronExpression.parse(input.text());
      CronExpression again = CronExpression.parse(cron.toString());
      holds(again.toString().equals(cron.toString()), cron);
      cron.next(FROM, true, zone).ifPresent(first -> runs(cron, again, first, zone));
    } catch (CronError refused) {
      holds(!String.valueOf(refused.getMessage()).isEmpty(), input.text());
    }
  }

  private static void runs(CronExpression cron, CronExpression again, Instant first, ZoneId zone) {
    holds(!first.isBefore(FROM) && first.equals(first.truncatedTo(ChronoUnit.SECONDS)), first);
    holds(again.next(FROM, true, zone).orElseThrow().equals(first), cron);
    holds(cron.next(first, true, zone).orElseThrow().equals(first), cron);
    cron.next(first, false, zone).ifPresent(second -> holds(second.isAfter(first), cron));
  }
}
