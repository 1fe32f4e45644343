package io.vedette.quota;

import io.vedette.quota.RateStore.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other servers what was used here, and learns what was used there: now and then all that
 * is new, and at once what a caller uses fast. No request waits for it, and none fails for it.
 */
final class CounterSync {
  private static final int MOST_AT_ONCE = 100;

  private final RateLimits rateLimits;
  private final Function<List<Spent>, CompletionStage<List<Long>>> store;

  /**
   * Prepares it.
   *
   * @param store adds what was used; see {@link RateStore#add}
   */
  CounterSync(RateLimits rateLimits, Function<List<Spent>, CompletionStage<List<Long>>> store) {
    this.rateLimits = rateLimits;
    this.store = store;
  }

  /** Tells all that is new. Never throws. */
  void sync() {
    List<RateCounter> counters = new ArrayList<>();
    List<Spent> spent = new ArrayList<>();
    for (CallerCounters caller : rateLimits.open()) {
      for (RateCounter counter : caller.all()) {
        take(caller.caller(), counter, counters, spent);
        if (spent.size() == MOST_AT_ONCE) {
          send(List.copyOf(counters), List.copyOf(spent));
          counters.clear();
          spent.clear();
        }
      }
    }
    send(counters, spent);
  }

  /** Tells what a caller has used of these, if that is much. Never throws. */
  void sync(String caller, List<RateCounter> used) {
    for (RateCounter counter : used) {
      if (counter.isDue()) {
        List<RateCounter> counters = new ArrayList<>(1);
        List<Spent> spent = new ArrayList<>(1);
        take(caller, counter, counters, spent);
        send(counters, spent);
      }
    }
  }

  private static void take(
      String caller, RateCounter counter, List<RateCounter> counters, List<Spent> spent) {
    long micros = counter.tell();
    if (micros > 0) {
      counters.add(counter);
      spent.add(new Spent(caller, counter.name(), micros, counter.mostMicros()));
    }
  }

  private void send(List<RateCounter> counters, List<Spent> spent) {
    if (spent.isEmpty()) {
      return;
    }
    long asked = rateLimits.now();
    try {
      store.apply(spent).whenComplete((reply, thrown) -> synced(counters, asked, reply));
    } catch (RuntimeException e) {
      synced(counters, asked, null);
    }
  }

  private static void synced(List<RateCounter> counters, long asked, @Nullable List<Long> reply) {
    for (int i = 0; i < counters.size(); i++) {
      if (reply == null) {
        counters.get(i).notTold();
      } else {
        counters.get(i).told(reply.get(i), asked);
      }
    }
  }
}
