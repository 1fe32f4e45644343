package io.vedette.quota;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.List;

/** Lets requests use the rates of their callers, or refuses them. */
final class Quotas {
  private final RateLimits rateLimits;
  private final CounterSync sync;

  Quotas(RateLimits rateLimits, CounterSync sync) {
    this.rateLimits = rateLimits;
    this.sync = sync;
  }

  /**
   * Uses one request, and that many bytes, of all these.
   *
   * @param content bytes that are announced
   * @throws Failure {@link Problem#QUOTA_EXCEEDED} when one of them is used up; then none is used
   */
  void take(String caller, List<RateCounter> counters, long content) {
    long now = rateLimits.now();
    for (int i = 0; i < counters.size(); i++) {
      RateCounter counter = counters.get(i);
      long wait = counter.take(amount(counter, content), now);
      if (wait > 0) {
        counters.subList(0, i).forEach(taken -> taken.use(-amount(taken, content), now));
        throw refusal(counter.rate(), wait);
      }
    }
    sync.sync(caller, counters);
  }

  private static long amount(RateCounter counter, long content) {
    return counter.rate().unit() == Rate.Unit.REQUESTS ? 1 : content;
  }

  /** Rounded up: whoever comes then finds it. */
  private static Failure refusal(Rate rate, long wait) {
    return Failure.of(
            Problem.QUOTA_EXCEEDED, "The caller has used up its rate %s.".formatted(rate.policy()))
        .violating(List.of(rate.name()))
        .retryAfter(Duration.ofSeconds(Duration.ofNanos(wait - 1).toSeconds() + 1));
  }

  /** Uses so many bytes more, which are known only now. */
  void use(String caller, List<RateCounter> counters, long content) {
    if (content > 0) {
      long now = rateLimits.now();
      for (RateCounter counter : counters) {
        if (counter.rate().unit() == Rate.Unit.CONTENT_BYTES) {
          counter.use(content, now);
        }
      }
      sync.sync(caller, counters);
    }
  }
}
