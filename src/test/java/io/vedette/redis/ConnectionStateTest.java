package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {
  private static final String OLD = "10.0.0.1:6379";
  private static final String NEW = "10.0.0.2:6379";
  private static final Duration UNREADY_AFTER = Duration.ofSeconds(20);

  private static Instant at(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static ConnectionState connected() {
    return ConnectionState.initial().alive(at(100), OLD);
  }

  @Test
  void initial_beforeTheFirstAnswer_isAwayAndNotReadyWithoutCountingTime() {
    ConnectionState state = ConnectionState.initial().lost().lost().lost();

    assertAll(
        () -> assertTrue(state.isAway()),
        () -> assertFalse(state.isReady(at(0), UNREADY_AFTER)),
        () -> assertEquals(Duration.ZERO, state.awayUntil(at(1000))),
        () -> assertEquals(Optional.empty(), state.failover()));
  }

  @Test
  void alive_first_isThereAndNoFailover() {
    ConnectionState state = connected();

    assertAll(
        () -> assertFalse(state.isAway()),
        () -> assertEquals(OLD, state.master()),
        () -> assertEquals(0, state.masterChanges()),
        () -> assertEquals(Duration.ZERO, state.awayUntil(at(100))),
        () -> assertTrue(state.isReady(at(100), UNREADY_AFTER)));
  }

  @Test
  void lost_once_changesNothingThatAnybodySees() {
    ConnectionState state = connected().lost();

    assertAll(
        () -> assertFalse(state.isAway()),
        () -> assertEquals(Duration.ZERO, state.awayUntil(at(101))),
        () -> assertEquals(Duration.ZERO, state.alive(at(101), OLD).away()));
  }

  @Test
  void lost_twiceInARow_isAway() {
    assertTrue(connected().lost().lost().isAway());
  }

  @Test
  void lost_twiceWithAnAnswerBetween_isNotAway() {
    assertFalse(connected().lost().alive(at(101), OLD).lost().isAway());
  }

  @Test
  void alive_sameMasterAfterAnOutage_countsTheTimeSinceItsLastAnswer() {
    ConnectionState state = connected().lost().lost().lost().alive(at(103.5), OLD);

    assertAll(
        () -> assertFalse(state.isAway()),
        () -> assertEquals(seconds(3.5), state.away()),
        () -> assertEquals(seconds(3.5), state.awayUntil(at(200))),
        () -> assertEquals(0, state.masterChanges()),
        () -> assertEquals(Optional.empty(), state.failover()));
  }

  @Test
  void alive_anotherMaster_isAFailoverAsLongAsTheSilence() {
    ConnectionState state = connected().lost().lost().alive(at(106), NEW);

    assertAll(
        () -> assertEquals(NEW, state.master()),
        () -> assertEquals(1, state.masterChanges()),
        () ->
            assertEquals(
                Optional.of(new ConnectionState.Failover(at(106), seconds(6))), state.failover()));
  }

  /** A planned fail-over: the new master answers the very next heartbeat. */
  @Test
  void alive_anotherMasterWithoutLoss_isAFailoverWithoutTimeAway() {
    ConnectionState state = connected().alive(at(100.5), NEW);

    assertAll(
        () -> assertEquals(1, state.masterChanges()),
        () -> assertEquals(Duration.ZERO, state.away()),
        () ->
            assertEquals(
                Optional.of(new ConnectionState.Failover(at(100.5), seconds(0.5))),
                state.failover()));
  }

  @Test
  void outages_several_addUp() {
    ConnectionState state =
        connected().lost().lost().alive(at(102), NEW).lost().lost().alive(at(105), OLD);

    assertAll(
        () -> assertEquals(seconds(5), state.away()),
        () -> assertEquals(2, state.masterChanges()),
        () -> assertEquals(seconds(8), state.lost().lost().awayUntil(at(108))));
  }

  @Test
  void isReady_duringAnOutage_staysUntilItsLimit() {
    ConnectionState away = connected().lost().lost();

    assertAll(
        () -> assertTrue(away.isReady(at(119.999), UNREADY_AFTER)),
        () -> assertFalse(away.isReady(at(120), UNREADY_AFTER)),
        () -> assertTrue(away.alive(at(130), NEW).isReady(at(130), UNREADY_AFTER)));
  }
}
