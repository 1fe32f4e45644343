package io.vedette.traffic;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.metrics.Measurements;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** The requests in flight and the bytes that they hold, both bounded. */
public final class Traffic {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Each takes a thread that waits, beside which others are added. */
  private static final int MOST_UPLOADS = 64;

  /** No amount that anybody has. */
  private static final long NOTHING = -1;

  private final int maxRequests;
  private final long maxBytes;
  private final Measurements measurements;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final HeldValues values = new HeldValues();
  private final OwnerLimit requestsOfOne = share("requests");
  private final OwnerLimit bytesOfOne = share("bytes");
  private final OwnerLimit waitsOfOne = share("waits");
  private final OwnerLimit uploadsOfOne = share("uploads");
  private final AtomicLong uploads = new AtomicLong();

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

  void shareOfRequests(String owner, int most) {
    requestsOfOne.take(owner, 1, most, NOTHING);
  }

  void leaveRequests(String owner) {
    requestsOfOne.leave(owner, 1);
  }

  void shareOfWaits(String owner, int most) {
    waitsOfOne.take(owner, 1, most, NOTHING);
  }

  void leaveWaits(String owner) {
    waitsOfOne.leave(owner, 1);
  }

  void read(@Nullable String owner) {
    if (owner != null) {
      uploadsOfOne.take(owner, 1, MOST_UPLOADS / 2, NOTHING);
    }
    if (uploads.incrementAndGet() > MOST_UPLOADS) {
      endRead(owner);
      throw refusal("uploads");
    }
  }

  void endRead(@Nullable String owner) {
    uploads.decrementAndGet();
    if (owner != null) {
      uploadsOfOne.leave(owner, 1);
    }
  }

  /**
   * One request alone may hold any number of bytes: otherwise it would be refused for ever. All of
   * one owner hold at most half of what all may.
   */
  void hold(long more, long alreadyHeld, @Nullable String owner) {
    if (owner != null) {
      bytesOfOne.take(owner, more, maxBytes / 2, alreadyHeld);
    }
    try {
      hold(more, alreadyHeld);
    } catch (Failure overloaded) {
      if (owner != null) {
        bytesOfOne.leave(owner, more);
      }
      throw overloaded;
    }
  }

  /**
   * A value that others may hold, too: it counts once, and once for each owner.
   *
   * @param reserved what was held for it before it was there
   * @return how much of that is held for the value now
   */
  long hold(byte[] value, long alreadyHeld, long reserved, @Nullable String owner) {
    synchronized (values) {
      HeldValues.Alone first = values.enter(value, owner);
      long taken = first.any() ? Math.min(reserved, value.length) : 0;
      try {
        if (first.any() && value.length > taken) {
          hold(value.length - taken, alreadyHeld, owner);
        } else if (!first.any() && first.owner() && owner != null) {
          bytesOfOne.take(owner, value.length, maxBytes / 2, alreadyHeld);
        }
      } catch (Failure refused) {
        values.leave(value, owner);
        throw refused;
      }
      return taken;
    }
  }

  void leave(byte[] value, @Nullable String owner) {
    synchronized (values) {
      HeldValues.Alone last = values.leave(value, owner);
      if (last.owner() && owner != null) {
        bytesOfOne.leave(owner, value.length);
      }
      if (last.any()) {
        bytes.addAndGet(-value.length);
      }
    }
  }

  private void hold(long more, long alreadyHeld) {
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

  void leave(long held, int counted, @Nullable String owner) {
    if (owner != null && held > 0) {
      bytesOfOne.leave(owner, held);
    }
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
    refused("uploads");
    List.of("requests", "bytes", "uploads", "waits").forEach(what -> refused("caller-" + what));
  }

  private OwnerLimit share(String what) {
    return new OwnerLimit(what + " in flight", () -> refused("caller-" + what).inc());
  }

  private Counter refused(String reason) {
    return measurements.counter(
        "requests_refused_total", "Requests refused for overload", "reason", reason);
  }
}
