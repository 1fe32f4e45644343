package io.vedette.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.traffic.GracefulStop;
import io.vedette.traffic.TestTraffic;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatienceTest {
  private static final Duration FIRST = Duration.ofMillis(20);

  private final AtomicLong clock = new AtomicLong();
  private final GracefulStop stop = TestTraffic.stop();
  private final Waiting waiting = new Waiting(new Hops(Runnable::run), stop, clock::get, () -> 0L);

  private Patience patience(Duration longest) {
    return waiting.upTo(longest, FIRST, FIRST.multipliedBy(4));
  }

  private static Duration pause(Patience patience) throws Exception {
    long began = System.nanoTime();
    patience.pause().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void isOver_whenTheTimeHasPassed_whateverItWasSpentOn() {
    Patience patience = patience(Duration.ofSeconds(30));
    assertFalse(patience.isOver());

    clock.set(TimeUnit.SECONDS.toNanos(29));
    assertFalse(patience.isOver());
    clock.set(TimeUnit.SECONDS.toNanos(30));
    assertTrue(patience.isOver());
  }

  @Test
  void isOver_whenTheServerStops() {
    Patience patience = patience(Duration.ofSeconds(30));
    TestTraffic.drain(stop);

    assertTrue(patience.isOver());
    assertTrue(waiting.isOver());
  }

  @Test
  void pause_growsUpToTheLongest() throws Exception {
    Patience patience = patience(Duration.ofSeconds(30));

    assertTrue(pause(patience).compareTo(FIRST.dividedBy(2)) >= 0);
    pause(patience);
    for (int i = 0; i < 3; i++) {
      Duration last = pause(patience);
      assertTrue(last.compareTo(FIRST.multipliedBy(2)) >= 0, last::toString);
    }
  }

  @Test
  void pause_endsWithTheTime() throws Exception {
    Patience patience = waiting.upTo(FIRST, Duration.ofMinutes(1), Duration.ofMinutes(1));

    Duration last = pause(patience);
    assertTrue(last.compareTo(Duration.ofSeconds(10)) < 0, last::toString);
    clock.addAndGet(FIRST.toNanos());
    assertEquals(true, patience.isOver());
  }
}
