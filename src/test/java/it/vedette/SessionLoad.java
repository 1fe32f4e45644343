package it.vedette;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Some tens of callers who do everything that can be done with sessions. */
final class SessionLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ScheduledExecutorService threads;
  private final List<SessionCaller> callers = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final SessionLedger rateLimits;
  private final int paceMillis;
  private volatile boolean stopping;

  private SessionLoad(SessionLedger rateLimits, SessionCalls calls, int callers, int paceMillis) {
    this.rateLimits = rateLimits;
    this.paceMillis = paceMillis;
    this.threads = Executors.newScheduledThreadPool(callers);
    SessionPool pool = new SessionPool(rateLimits);
    for (int number = 0; number < callers; number++) {
      this.callers.add(new SessionCaller(rateLimits, calls, pool, number));
    }
  }

  /** A load that leaves the servers time, for as long as it takes. */
  static SessionLoad steady(SessionLedger rateLimits, SessionCalls calls) {
    return new SessionLoad(rateLimits, calls, 24, 400);
  }

  /** As much as the servers can do: at any time many requests are under way. */
  static SessionLoad heavy(SessionLedger rateLimits, SessionCalls calls) {
    return new SessionLoad(rateLimits, calls, 60, 1);
  }

  SessionLoad start() {
    for (SessionCaller caller : callers) {
      running.add(
          threads.scheduleWithFixedDelay(
              () -> caller.step(stopping), 0, paceMillis, TimeUnit.MILLISECONDS));
    }
    return this;
  }

  /** Waits for some hundred more acknowledged writes. */
  void awaitMore() {
    awaitMore(200);
  }

  /** Waits for that many more acknowledged writes. */
  void awaitMore(int writes) {
    long before = rateLimits.acknowledged();
    Await.until(
        () -> "more acknowledged writes\n" + rateLimits,
        PATIENCE,
        () -> rateLimits.acknowledged() > before + writes);
    assertRunning();
  }

  /** Ends when it is known of each write how it ended, as far as that can be known. */
  void stop() throws InterruptedException {
    assertRunning();
    stopping = true;
    Await.until(
        () -> "the end of all that is unfinished\n" + rateLimits,
        PATIENCE,
        () -> callers.stream().allMatch(SessionCaller::isIdle));
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("a request is not answered");
    }
  }

  /** A caller ends before its time when something is wrong with the test itself. */
  private void assertRunning() {
    for (Future<?> caller : running) {
      if (caller.isDone()) {
        try {
          throw new IllegalStateException("ended: " + caller.get());
        } catch (ExecutionException | InterruptedException fault) {
          throw new IllegalStateException("a caller has ended before its time", fault);
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
