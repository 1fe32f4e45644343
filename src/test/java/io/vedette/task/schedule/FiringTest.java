package io.vedette.task.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiringTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Timing timing(String cron) {
    return new Timing(CronExpression.parse(cron), ZoneId.of("UTC"));
  }

  @Test
  void instantThatIsDue_fires_andTheNextIsBehindTheMoment() {
    Firing firing = Firing.at(timing("* * * * * *"), NOON, NOON.plusMillis(300), MINUTE);
    assertEquals(new Firing(Optional.of(NOON), Optional.of(NOON.plusSeconds(1))), firing);
  }

  @Test
  void ofThoseThatWereMissed_theLastFires() {
    Instant now = NOON.plusSeconds(3605).plusMillis(1);
    Firing firing = Firing.at(timing("*/2 * * * * *"), NOON, now, MINUTE);
    assertEquals(Optional.of(NOON.plusSeconds(3604)), firing.instant());
    assertEquals(Optional.of(NOON.plusSeconds(3606)), firing.next());
  }

  @Test
  void whatIsTooLate_doesNotFire_andIsNotLookedAtAgain() {
    Instant now = NOON.plus(Duration.ofMinutes(5));
    Firing firing = Firing.at(timing("0 12 * * *"), NOON, now, MINUTE);
    assertEquals(new Firing(Optional.empty(), Optional.of(NOON.plus(Duration.ofDays(1)))), firing);
  }

  @Test
  void whoCatchesUp_firesTheLastHoweverLate() {
    Instant now = NOON.plus(Duration.ofDays(10));
    Firing firing =
        Firing.at(timing("0 12 * * MON"), NOON, now.plusSeconds(1), Duration.ofDays(366));
    assertEquals(Optional.of(NOON.plus(Duration.ofDays(7))), firing.instant());
  }

  /** Ten years of seconds are three hundred million. */
  @Test
  void longStop_isNoLongWalk() {
    Instant now = NOON.plus(Duration.ofDays(3650));
    Firing firing =
        assertTimeoutPreemptively(
            Duration.ofSeconds(2), () -> Firing.at(timing("* * * * * *"), NOON, now, MINUTE));
    assertEquals(Optional.of(now), firing.instant());
    Firing yearly = Firing.at(timing("0 0 1 1 *"), NOON, now, Duration.ofDays(366));
    assertEquals(Optional.of(Instant.parse("2036-01-01T00:00:00Z")), yearly.instant());
  }
}
