package it.vedette;

import it.vedette.local.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that write, read and delete at a steady pace. Each has one connection for all its life
 * and never tries again: whatever goes wrong is a failure.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int CLIENTS = 6;
  private static final long PACE_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(CLIENTS);
  private final List<Future<?>> clients = new ArrayList<>();
  private final List<RawConnection> connections = new ArrayList<>();
  private final Entries entries = Entries.fresh();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong requests = new AtomicLong();

  static SteadyLoad start(URI base) throws IOException {
    SteadyLoad load = new SteadyLoad();
    for (int client = 0; client < CLIENTS; client++) {
      String path = load.entries.entry("client-" + client);
      RawConnection connection = RawConnection.to(base);
      load.connections.add(connection);
      load.clients.add(
          load.executor.scheduleWithFixedDelay(
              () -> load.step(connection, path), 0, PACE_MILLIS, TimeUnit.MILLISECONDS));
    }
    return load;
  }

  /** An exception ends this client: its connection is of no use any more. */
  private void step(RawConnection connection, String path) {
    exchange(connection, "PUT", path, "201");
    exchange(connection, "GET", path, "200");
    exchange(connection, "DELETE", path, "204");
    exchange(connection, "GET", path, "404");
  }

  private void exchange(RawConnection connection, String method, String path, String expected) {
    String content = method.equals("PUT") ? "Content-Length: 5\r\n\r\nvalue" : "\r\n";
    try {
      connection.send("%s %s HTTP/1.1\r\nHost: x\r\n%s".formatted(method, path, content));
      String status = connection.readAnswer();
      requests.incrementAndGet();
      if (!status.equals(expected)) {
        failures.add("%s was answered by %s".formatted(method, status));
      }
    } catch (IOException e) {
      failures.add(method + ": " + e);
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for some hundred more answers. */
  void awaitMore() {
    long before = requests.get();
    Await.until(
        () -> "more answers, failures: " + failures, PATIENCE, () -> requests.get() > before + 300);
  }

  /** How many requests were answered. */
  long requests() {
    return requests.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets every request be answered, and ends. */
  void stop() throws InterruptedException {
    clients.forEach(client -> client.cancel(false));
    executor.shutdown();
    if (!executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      failures.add("a request has no answer");
    }
  }

  @Override
  public void close() throws IOException {
    executor.shutdownNow();
    for (RawConnection connection : connections) {
      connection.close();
    }
  }
}
