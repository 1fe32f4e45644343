package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When sessions end by themselves: never early, and late by at most a slice. */
class SessionExpiryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(4);
  private static final Duration SLICE = IDLE.dividedBy(SessionTarget.SLICES);
  private static final Duration ABSOLUTE = Duration.ofSeconds(5);

  /** Redis keeps time by whole milliseconds, and by another clock than the test. */
  private static final Duration CLOCK = Duration.ofMillis(10);

  private static final Client client = SessionTarget.client();

  private static HeldSession create(String absolute) {
    return HeldSession.create(client, "{'idle':'%s','absolute':'%s'}".formatted(IDLE, absolute));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Looks until it is gone, without using it. */
  private static void assertEndsAfter(HeldSession session, long begun, long answered) {
    while (true) {
      Duration asked = since(answered);
      int status = session.peek().status();
      Duration now = since(begun);
      assertTrue(
          status == 404 || asked.compareTo(IDLE.plus(SLICE).plus(CLOCK)) <= 0,
          "lives " + asked + " after use");
      if (status == 404) {
        assertTrue(now.compareTo(IDLE) >= 0, "ended " + now + " after use");
        return;
      }
    }
  }

  @Test
  void idleSession_endsAtItsLimitOrASliceLater() {
    long begun = System.nanoTime();
    HeldSession session = create("PT1M");
    assertEndsAfter(session, begun, System.nanoTime());
    session.assertGone();
  }

  /** Reads within a slice are not written, and are use all the same. */
  @Test
  void usedSession_endsItsLimitAfterTheLastUse() {
    HeldSession session = create("PT1M");
    long start = System.nanoTime();
    long begun;
    long answered;
    do {
      begun = System.nanoTime();
      assertEquals(200, session.read().status(), "in use");
      answered = System.nanoTime();
    } while (since(start).compareTo(IDLE.plus(SLICE.multipliedBy(2))) < 0);
    assertEndsAfter(session, begun, answered);
  }

  @Test
  void touchedSession_livesOn() {
    HeldSession session = create("PT1M");
    long start = System.nanoTime();
    while (since(start).compareTo(IDLE.plus(SLICE.multipliedBy(2))) < 0) {
      assertEquals(204, session.send("POST", HeldSession.CURRENT + "/touch", "").status());
    }
    session.assertLives();
  }

  @Test
  void absoluteLimit_endsWhatIsInUse() {
    long begun = System.nanoTime();
    HeldSession session = create(ABSOLUTE.toString());
    long answered = System.nanoTime();
    Duration asked = Duration.ZERO;
    Duration lived;
    do {
      lived = asked;
      asked = since(answered);
    } while (session.read().status() == 200);
    assertTrue(lived.compareTo(ABSOLUTE.plus(CLOCK)) <= 0, "was read " + lived + " later");
    assertTrue(since(begun).compareTo(ABSOLUTE) >= 0, "ended early");
    assertEquals(404, session.patch("{'a':1}").status());
    session.assertGone();
  }

  @Test
  void expired_areCounted_andActiveAreKnown() {
    double before = metric("sessions_expired_total");
    HeldSession.create(client, "{'idle':1,'absolute':2}");
    HeldSession.create(client, "{}");
    Await.until("it is counted", PATIENCE, () -> metric("sessions_expired_total") >= before + 1);
    Await.until("it is active", PATIENCE, () -> metric("sessions_active") >= 1);
  }

  private static double metric(String name) {
    return new Client(SessionTarget.server().management())
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 1)))
        .findFirst()
        .orElse(-1);
  }
}
