package it.vedette.cluster;

import it.vedette.local.Await;
import it.vedette.local.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that asks the sentinels for the master and writes to it all the time, each time a key of
 * its own, with a ledger of what was confirmed: by the master, and by a replica.
 */
final class Writer implements AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  /** A key that was written, and whether a replica confirmed it. */
  private record Entry(String key, boolean replicated) {}

  private final Cluster cluster;
  private final String name;
  private final Queue<Entry> rateLimits = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::work, "writer");
  private volatile boolean closed;
  private volatile long lastSuccess = System.nanoTime();
  private volatile long longestSilence;
  private final AtomicInteger refusals = new AtomicInteger();

  Writer(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    for (int i = 0; !closed; i++) {
      try {
        write(cluster.master(), "vedette:" + name + ":" + i);
      } catch (IllegalStateException | UncheckedIOException refused) {
        refusals.incrementAndGet();
        longestSilence = Math.max(longestSilence, System.nanoTime() - lastSuccess);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void write(Pod master, String key) {
    List<Reply> replies =
        master.calls("app", List.of(List.of("SET", key, "x"), List.of("WAIT", "1", "500")));
    rateLimits.add(new Entry(key, !replies.get(1).text().equals("0")));
    longestSilence = Math.max(longestSilence, System.nanoTime() - lastSuccess);
    lastSuccess = System.nanoTime();
  }

  /** The longest time so far between two writes that were taken. */
  Duration longestOutage() {
    return Duration.ofNanos(longestSilence);
  }

  /** How many writes were not taken so far, for whatever reason. */
  int refusals() {
    return refusals.get();
  }

  /** Waits until that many more writes were confirmed by a replica. */
  void awaitReplicated(int count) {
    long before = replicated().size();
    Await.until(
        () -> count + " confirmed writes, " + cluster.describe(),
        Cluster.PATIENCE,
        () -> replicated().size() >= before + count);
  }

  private List<String> replicated() {
    return rateLimits.stream().filter(Entry::replicated).map(Entry::key).toList();
  }

  /** Every key that was written, confirmed by a replica or not, which the node does not have. */
  List<String> missing(Pod node) {
    return missing(node, rateLimits.stream().map(Entry::key).toList());
  }

  /** Keys that a replica confirmed, and which the node does not have. */
  List<String> missingReplicated(Pod node) {
    return missing(node, replicated());
  }

  private static List<String> missing(Pod node, List<String> keys) {
    List<List<String>> questions = keys.stream().map(key -> List.of("EXISTS", key)).toList();
    List<Reply> replies = node.calls("app", questions);
    List<String> missing = new ArrayList<>(keys);
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (replies.get(i).text().equals("1")) {
        missing.remove(i);
      }
    }
    return missing;
  }

  @Override
  public String toString() {
    return "no write was taken for " + longestOutage();
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops writing; the ledger stays. */
  void stop() {
    closed = true;
    try {
      thread.join(Cluster.PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
