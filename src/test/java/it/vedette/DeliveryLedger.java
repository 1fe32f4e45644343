package it.vedette;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import it.vedette.TaskLedger.Said;
import it.vedette.TaskLedger.Trouble;
import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that the servers of a ledger deliver, in batches, and a schedule. Afterwards each that was
 * acknowledged has come; what closes a batch came after its tasks; and an instant is one task of
 * those that are there.
 */
final class DeliveryLedger implements AutoCloseable {
  private static final String TARGET = "sink";
  private static final String SCHEDULE = "/api/v1/schedules/ticks";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PACE = Duration.ofMillis(30).toNanos();
  private static final int OF_A_BATCH = 3;
  private static final int ONE_IN = 10;

  private record Received(long at, long fence) {}

  private record Sealed(String batch, List<String> tasks) {
    String path() {
      return "/api/v1/batches/" + batch;
    }
  }

  private final TaskLedger ledger;
  private final Random random = new Random(7);
  private final Map<String, Queue<Received>> received = new ConcurrentHashMap<>();
  private final Queue<Sealed> batches = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final HttpServer receiver;
  private Future<?> submitting = CompletableFuture.completedFuture(null);
  private volatile boolean stopping;

  DeliveryLedger(TaskLedger ledger) {
    this.ledger = ledger;
    try {
      receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  /** What servers are to know of the receiver. */
  Map<String, String> settings() {
    return Map.of(
        "VEDETTE_TARGETS",
        TARGET,
        "VEDETTE_TARGET_PRIVATE_ADDRESSES",
        "true",
        "VEDETTE_TARGETS_SINK_URL",
        "http://localhost:" + receiver.getAddress().getPort());
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    boolean good = random.nextInt(ONE_IN) > 0;
    if (good) {
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      long fence = Long.parseLong(exchange.getRequestHeaders().getFirst("Vedette-Fence"));
      received
          .computeIfAbsent(id, it -> new ConcurrentLinkedQueue<>())
          .add(new Received(Span.now(), fence));
    }
    exchange.sendResponseHeaders(good ? 200 : 500, -1);
    exchange.close();
  }

  void start() {
    submitting = thread.submit(this::submit);
  }

  private void submit() {
    String task = task("tick", "");
    sure("PUT", SCHEDULE, "{\"cron\":\"* * * * * *\",\"overlap\":\"allow\",\"task\":" + task + "}");
    for (int i = 0; !stopping; i++) {
      batch("deliveries-" + i);
    }
    sure("DELETE", SCHEDULE, "");
  }

  private void batch(String name) {
    Sealed batch = new Sealed(name, new ArrayList<>());
    sure("PUT", batch.path(), "{\"onFinished\":" + task("end", "") + "}");
    String task = task("one", ",\"payload\":1,\"batch\":\"" + name + "\"");
    for (int i = 0; i < OF_A_BATCH; i++) {
      String key = "\"" + name + "-" + i + "\"";
      Answer answer = sure("POST", Tasks.ALL, task, "Idempotency-Key", key);
      batch.tasks().add(answer.json().getString("id"));
    }
    sure("POST", batch.path() + "/seal", "{}");
    batches.add(batch);
  }

  private static String task(String type, String more) {
    return "{\"target\":{\"name\":\"%s\"},\"type\":\"%s\"%s}".formatted(TARGET, type, more);
  }

  /** Each may come twice, and does until it is acknowledged. */
  private Answer sure(String method, String path, String json, String... more) {
    String what = method + " " + path.replaceAll("[0-9]+", "…");
    Said said = ledger.send(what, random, method, path, json, more);
    while (said.claim() != Claim.ACKNOWLEDGED) {
      if (said.status() == 400 || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException(said.toString());
      }
      LockSupport.parkNanos(PACE);
      said = ledger.send(what, random, method, path, json, more);
    }
    LockSupport.parkNanos(PACE);
    return said.answer().orElseThrow();
  }

  /** Ends when every submission is acknowledged, and every task has ended. */
  void stop(Client client) throws Exception {
    stopping = true;
    submitting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Await.until("the end of all deliveries", PATIENCE, () -> TaskLoad.isDone(client, TARGET));
  }

  void audit(Client client) {
    batches.forEach(batch -> audit(batch, client));
    received.forEach(this::auditFences);
    auditInstants(client);
  }

  private void audit(Sealed batch, Client client) {
    JsonObject found = client.get(batch.path()).json();
    ledger.count("batches in the end: " + found.getString("state"));
    String closing = found.getJsonObject("links").getString("onFinished");
    long closed = first(closing.substring(closing.lastIndexOf('/') + 1), batch);
    for (String task : batch.tasks()) {
      Answer answer = client.get(Tasks.path(task));
      if (answer.status() != 200 || !answer.json().getString("status").equals("succeeded")) {
        ledger.report(Trouble.LOST, answer.status() + ": " + answer.text());
      }
      if (first(task, batch) > closed) {
        ledger.report(Trouble.WRONG, "closed before " + task);
      }
    }
  }

  private long first(String task, Sealed batch) {
    Queue<Received> all = received.getOrDefault(task, new ConcurrentLinkedQueue<>());
    if (all.isEmpty()) {
      ledger.report(Trouble.LOST, "not delivered: " + task + " of " + batch);
    }
    return all.stream().mapToLong(Received::at).min().orElse(0);
  }

  /** Whoever delivers again has another lease, and a higher fence. */
  private void auditFences(String task, Queue<Received> all) {
    long last = 0;
    for (Received one : all) {
      ledger.count(last == 0 ? "delivered" : "delivered again");
      if (one.fence() <= last) {
        ledger.report(Trouble.DUPLICATED, task + ": " + all);
      }
      last = one.fence();
    }
  }

  private void auditInstants(Client client) {
    Set<String> instants = new HashSet<>();
    for (String id : received.keySet()) {
      Answer task = client.get(Tasks.path(id));
      if (task.status() == 404) {
        ledger.count("delivered, then lost with its master"); // before a replica had it
      }
      if (task.status() == 200 && task.json().containsKey("schedule")) {
        ledger.count("instants");
        if (!instants.add(task.json().getJsonObject("schedule").getString("at"))) {
          ledger.report(Trouble.DUPLICATED, task.text());
        }
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    receiver.stop(0);
  }
}
