package io.vedette.traffic;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.metrics.Measurements;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.Counter;

/** The requests in flight and the bytes that they hold, both bounded. */
public final class Traffic {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final int maxRequests;
  private final long maxBytes;
  private final Measurements measurements;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Traffic(int maxRequests, long maxBytes, Measurements measurements) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
    this.measurements = measurements;
  }

  /**
   * Lets a request in. Whoever gets the admission closes it when the request has been answered.
   *
   * @throws Failure {@link Problem#OVERLOADED} when as many as may be are in flight
   */
  public Admission admit() {
    long before = requests.getAndUpdate(n -> n < maxRequests ? n + 1 : n);
    if (before >= maxRequests) {
      throw refusal("requests");
    }
    return new Admission(this, 1);
  }

  /** For work that no request waits for, or many do: its bytes are counted, and nothing else. */
  public Admission aside() {
    return new Admission(this, 0);
  }

  /** One request alone may hold any number of bytes: otherwise it would be refused for ever. */
  void hold(long more, long alreadyHeld) {
    long before = bytes.getAndUpdate(n -> fits(n, more, alreadyHeld) ? n + more : n);
    if (!fits(before, more, alreadyHeld)) {
      throw refusal("bytes");
    }
  }

  private boolean fits(long now, long more, long alreadyHeld) {
    return now + more <= maxBytes || now == alreadyHeld;
  }

  private Failure refusal(String reason) {
    refused(reason).inc();
    return Failure.of(
            Problem.OVERLOADED, "This server has too many %s in flight.".formatted(reason))
        .retryAfter(SOON);
  }

  void leave(long held, int counted) {
    bytes.addAndGet(-held);
    requests.addAndGet(-counted);
  }

  /** Requests that were let in and are not answered yet. */
  long inFlight() {
    return requests.get();
  }

  void measure() {
    measurements.gauge("requests_in_flight", "Requests that are not answered yet", requests::get);
    measurements.gauge("request_bytes_in_flight", "Bytes of values that they hold", bytes::get);
    refused("requests");
    refused("bytes");
  }

  private Counter refused(String reason) {
    return measurements.counter(
        "requests_refused_total", "Requests refused for overload", "reason", reason);
  }
}
