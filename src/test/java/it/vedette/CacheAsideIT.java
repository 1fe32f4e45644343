package it.vedette;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two hundred clients that read through a cache themselves, from a slow database whose row somebody
 * changes and invalidates all the time. What it took is added to {@code target/cache-aside.txt}.
 */
class CacheAsideIT {
  private static final Path REPORT = Path.of("target", "cache-aside.txt");
  private static final int CLIENTS = 200;
  private static final int CHANGES = 40;
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(150);
  private static final Duration QUERY = Duration.ofMillis(30);

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();
  private final AtomicInteger row = new AtomicInteger();
  private final AtomicInteger invalidated = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger staleReads = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();

  /** Reads the row, and is slow about answering: it may have changed meanwhile. */
  private String query() {
    queries.incrementAndGet();
    int read = row.get();
    LockSupport.parkNanos(QUERY.toNanos());
    return Integer.toString(read);
  }

  private String withLease() {
    Answer answer = client.get(entries.entry("row"), "Prefer", "fill-lease, wait=5");
    String lease = answer.header("Fill-Lease");
    if (answer.status() == 200 || lease.isEmpty()) {
      return answer.status() == 200 ? answer.text() : "";
    }
    String computed = query();
    int status = client.put(entries.entry("row"), computed, "Fill-Lease", lease).status();
    return status < 300 ? computed : "";
  }

  private String withoutLease() {
    Answer answer = client.get(entries.entry("row"));
    if (answer.status() == 200) {
      return answer.text();
    }
    String computed = query();
    client.put(entries.entry("row"), computed);
    return "";
  }

  private void run(Function<CacheAsideIT, String> read) {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<CompletableFuture<Void>> loops =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> CompletableFuture.runAsync(() -> loop(read), clients))
              .toList();
      for (int i = 0; i < CHANGES; i++) {
        LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
        int changed = row.incrementAndGet();
        assertEquals(204, client.delete(entries.entry("row")).status());
        invalidated.set(changed);
      }
      LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
      done.set(true);
      loops.forEach(loop -> loop.orTimeout(60, TimeUnit.SECONDS).join());
    } finally {
      clients.shutdownNow();
    }
  }

  /** What is read may be newer than what is known to be gone, never older. */
  private void loop(Function<CacheAsideIT, String> read) {
    while (!done.get()) {
      int oldest = invalidated.get();
      String value = read.apply(this);
      if (!value.isEmpty() && Integer.parseInt(value) < oldest) {
        staleReads.incrementAndGet();
      }
    }
  }

  private void report(String how) throws IOException {
    String line =
        "%s: %d changes, %d queries, %d stale reads%n"
            .formatted(how, CHANGES, queries.get(), staleReads.get());
    Files.writeString(REPORT, line, CREATE, APPEND);
  }

  @Test
  void withLeases_nothingStaleIsStored_andEachVersionIsComputedOnce() throws IOException {
    run(CacheAsideIT::withLease);

    report("with leases");
    assertEquals(0, staleReads.get());
    assertTrue(queries.get() <= CHANGES + 1, queries + " queries");
    assertEquals(Integer.toString(CHANGES), client.get(entries.entry("row")).text());
  }

  /** What the leases are for. */
  @Test
  void withoutLeases_manyComputeTheSame() throws IOException {
    run(CacheAsideIT::withoutLease);

    report("without leases");
    assertTrue(queries.get() > 2 * CHANGES, queries + " queries");
  }
}
