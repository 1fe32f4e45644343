package it.vedette;

import jakarta.json.JsonArray;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Steady writes of one durability, with what was claimed of each, to be compared with what Redis
 * holds afterwards: entries with keys of their own, steps of a counter, and steps of another one
 * that are repeated under their key until they are acknowledged.
 */
final class Ledger {
  private static final int WRITERS = 3;

  /** A disk tells once a second what it has. */
  private static final int WRITERS_TO_DISK = 24;

  /** Leaves the processor to the fail-over; and what is written has to be loaded again. */
  private static final int PACE_MILLIS = 50;

  private static final int OF_A_BATCH = 1000;
  private static final String JSON = "application/json";

  private record Line(String key, Claim claim, Duration time) {}

  private final String durability;
  private final Client client;
  private final Entries entries = Entries.fresh();
  private final Queue<Line> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Line> steps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final int writers;
  private final ScheduledExecutorService threads;
  private final List<Future<?>> writing = new ArrayList<>();
  private volatile long lastAcknowledged = System.nanoTime();
  private volatile Duration longestRefusal = Duration.ZERO;

  Ledger(URI base, String durability) {
    this.client = new Client(base);
    this.durability = durability;
    this.writers = durability.equals("persisted") ? WRITERS_TO_DISK : WRITERS;
    this.threads = Executors.newScheduledThreadPool(writers + 2);
  }

  Ledger start() {
    lastAcknowledged = System.nanoTime();
    for (int i = 0; i < writers; i++) {
      AtomicInteger number = new AtomicInteger();
      String writer = "w" + i + "-";
      repeat(() -> write(writer + number.incrementAndGet()));
    }
    repeat(this::count);
    repeat(this::countOnce);
    return this;
  }

  private void repeat(Runnable write) {
    writing.add(threads.scheduleWithFixedDelay(write, 0, PACE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void write(String key) {
    writes.add(call("PUT", entries.entry(key) + "?ttl=86400", key, key));
  }

  private void count() {
    steps.add(call("POST", entries.counter("steps"), "{\"ttl\":86400}", "step"));
  }

  /** Each step is repeated until it is acknowledged, also after the others have stopped. */
  private void countOnce() {
    String key = "\"step-" + repeated.incrementAndGet() + "\"";
    Line line;
    do {
      line = call("POST", entries.counter("once"), "{\"ttl\":86400}", key, "Idempotency-Key", key);
    } while (line.claim() != Claim.ACKNOWLEDGED);
  }

  private Line call(String method, String path, String body, String key, String... more) {
    long began = System.nanoTime();
    List<String> headers = new ArrayList<>(Arrays.asList(more));
    headers.addAll(List.of("Content-Type", JSON, "Prefer", "durability=" + durability));
    Answer answer =
        client.send(
            method, path, body.getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new));
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new Line(key, claim(answer), time);
  }

  private Claim claim(Answer answer) {
    Claim claim = Claim.of(answer);
    if (claim == Claim.ACKNOWLEDGED) {
      acknowledged();
    }
    return claim;
  }

  private synchronized void acknowledged() {
    long now = System.nanoTime();
    Duration gap = Duration.ofNanos(now - lastAcknowledged);
    lastAcknowledged = now;
    if (gap.compareTo(longestRefusal) > 0) {
      longestRefusal = gap;
    }
  }

  long acknowledgedWrites() {
    return writes.stream().filter(line -> line.claim() == Claim.ACKNOWLEDGED).count();
  }

  /** Ends when each repeated step is acknowledged. */
  void stop() throws InterruptedException {
    for (Future<?> one : writing) {
      if (one.isDone()) {
        throw new IllegalStateException("a writer has ended before its time");
      }
    }
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a write is not answered");
    }
  }

  /** What became of the claims. */
  record Balance(
      String durability,
      long writes,
      long acknowledged,
      long lost,
      long refusedButThere,
      long stepsLost,
      long stepsTwice,
      long repeatedLost,
      long repeatedTwice,
      Duration p99,
      Duration slowest,
      Duration longestRefusal) {

    boolean isAllKept() {
      return lost + stepsLost + repeatedLost == 0;
    }
  }

  Balance balance() {
    List<Line> lines = List.copyOf(writes);
    List<String> there = there(lines.stream().map(Line::key).toList());
    List<Duration> times = lines.stream().map(Line::time).sorted().toList();
    long counted = value("steps");
    long once = value("once");
    return new Balance(
        durability,
        lines.size(),
        acknowledgedWrites(),
        lines.stream().filter(it -> it.claim() == Claim.ACKNOWLEDGED && !there(there, it)).count(),
        lines.stream().filter(it -> it.claim() == Claim.NOT_APPLIED && there(there, it)).count(),
        Math.max(0, steps(Claim.ACKNOWLEDGED) - counted),
        Math.max(0, counted - steps(Claim.ACKNOWLEDGED, Claim.APPLIED, Claim.UNKNOWN)),
        Math.max(0, repeated.get() - once),
        Math.max(0, once - repeated.get()),
        times.get(times.size() * 99 / 100),
        times.get(times.size() - 1),
        longestRefusal);
  }

  private static boolean there(List<String> there, Line line) {
    return Collections.binarySearch(there, line.key()) >= 0;
  }

  private long steps(Claim... claims) {
    return steps.stream().filter(line -> Arrays.asList(claims).contains(line.claim())).count();
  }

  private long value(String counter) {
    return client.get(entries.counter(counter)).json().getInt("value");
  }

  /** Those of the keys whose entry has their value, in order. */
  private List<String> there(List<String> keys) {
    List<String> there = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += OF_A_BATCH) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + OF_A_BATCH));
      JsonArray results = client.post(entries.batch(), gets(some)).json().getJsonArray("results");
      for (int i = 0; i < some.size(); i++) {
        if (results.getJsonObject(i).getString("value", "").equals(some.get(i))) {
          there.add(some.get(i));
        }
      }
    }
    there.sort(null);
    return there;
  }

  private static String gets(List<String> keys) {
    return keys.stream()
        .map("{\"op\":\"get\",\"key\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
  }
}
