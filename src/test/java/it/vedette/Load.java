package it.vedette;

import it.vedette.local.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Steady reads and writes with a ledger of what was answered. Every write has a key of its own, so
 * that what became of each can be looked up afterwards.
 */
final class Load {
  private static final int WRITERS = 3;

  /** Leaves the processor to the fail-over. */
  private static final long PACE = Duration.ofMillis(40).toNanos();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One answer, as it was given. */
  private record Event(
      String method, String key, int status, Duration time, String retryAfter, String outcome) {}

  private final Client client;
  private final Entries entries;
  private final String name;
  private final Queue<Event> rateLimits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  Load(URI base, Entries entries, int round) {
    this.client = new Client(base);
    this.entries = entries;
    this.name = "round-" + round;
  }

  void start() {
    IntStream.range(0, WRITERS).forEach(i -> threads.add(new Thread(() -> work(i))));
    threads.forEach(Thread::start);
  }

  private void work(int writer) {
    for (int i = 0; running; i++) {
      String key = "%s/%d/%d".formatted(name, writer, i);
      Event write = call("PUT", key);
      (write.status() < 300 ? acknowledged : refused).incrementAndGet();
      call("GET", key);
      LockSupport.parkNanos(PACE);
    }
  }

  private Event call(String method, String key) {
    long began = System.nanoTime();
    byte[] body = method.equals("PUT") ? new byte[] {'v'} : new byte[0];
    Answer answer = client.send(method, entries.entry(key), body);
    Event event =
        new Event(
            method,
            key,
            answer.status(),
            Duration.ofNanos(System.nanoTime() - began),
            answer.header("Retry-After"),
            answer.status() >= 500 ? answer.json().getString("outcome", "") : "");
    rateLimits.add(event);
    return event;
  }

  void awaitAcknowledged(int writes) {
    Await.until("writes are acknowledged", PATIENCE, () -> acknowledged.get() >= writes);
  }

  void awaitRefusal() {
    Await.until("a write is refused", PATIENCE, () -> refused.get() > 0);
  }

  void awaitAcknowledgedAgain() {
    awaitMore(1);
  }

  void awaitMore(int writes) {
    int before = acknowledged.get();
    Await.until(
        "writes are acknowledged again", PATIENCE, () -> acknowledged.get() >= before + writes);
  }

  void stop() {
    running = false;
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Answers that no client may see: another status, no time to retry, no outcome, too late. */
  List<Event> violations(Duration longest) {
    return rateLimits.stream().filter(event -> isViolation(event, longest)).toList();
  }

  private static boolean isViolation(Event event, Duration longest) {
    boolean refusal = event.status() == 503;
    boolean known = refusal || event.status() < 300 || event.status() == 404;
    boolean told = !refusal || event.retryAfter().matches("[1-9][0-9]?");
    boolean outcome =
        !(refusal && event.method().equals("PUT"))
            || event.outcome().matches("not-applied|unknown");
    return !known || !told || !outcome || event.time().compareTo(longest) > 0;
  }

  /** All answers but success. */
  List<Event> failures() {
    return rateLimits.stream().filter(event -> event.status() >= 300).toList();
  }

  /** Keys whose write was called not applied, and which are there all the same. */
  List<String> appliedThoughRefused(Client reader) {
    return rateLimits.stream()
        .filter(event -> event.outcome().equals("not-applied"))
        .map(Event::key)
        .filter(key -> reader.get(entries.entry(key)).status() == 200)
        .toList();
  }
}
