package io.vedette.traffic;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** From SIGTERM to the end of the process. */
public final class GracefulStop {
  /** With the drain well below the minute that a pod is given to end. */
  static final Duration LAST_REQUESTS = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(GracefulStop.class.getName());
  private static final Duration POLL = Duration.ofMillis(20);

  /** Waits; a test only notes that it should have. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Traffic traffic;
  private final Duration drain;
  private final Pause pause;
  private final IntConsumer end;
  private volatile boolean draining;

  /**
   * Waits for a signal.
   *
   * @param end ends the process with an exit code: 0 with all that is to be closed, any other at
   *     once
   */
  GracefulStop(Traffic traffic, Duration drain, Pause pause, IntConsumer end) {
    this.traffic = traffic;
    this.drain = drain;
    this.pause = pause;
    this.end = end;
  }

  /** Whether this server is about to stop: nobody should send it new requests. */
  public boolean isDraining() {
    return draining;
  }

  /** Drains, waits for the last requests and ends the process. */
  void run() {
    draining = true;
    LOG.log(Level.INFO, "Draining for {0}, then stopping", drain);
    try {
      pause.of(drain);
      LOG.log(Level.INFO, "Waiting for {0} request(s) in flight", traffic.inFlight());
      end.accept(awaitLastRequests() ? 0 : 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end.accept(1);
    }
  }

  private boolean awaitLastRequests() throws InterruptedException {
    for (Duration waited = Duration.ZERO; traffic.inFlight() > 0; waited = waited.plus(POLL)) {
      if (waited.compareTo(LAST_REQUESTS) >= 0) {
        LOG.log(Level.WARNING, "Cutting off {0} request(s)", traffic.inFlight());
        return false;
      }
      pause.of(POLL);
    }
    return true;
  }
}
