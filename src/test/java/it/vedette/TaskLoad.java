package it.vedette;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Submitters and workers, at a pace that leaves the servers time. */
final class TaskLoad implements AutoCloseable {
  private static final int SUBMITTERS = 4;
  private static final int WORKERS = 10;
  private static final int PACE_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(SUBMITTERS + WORKERS);
  private final TaskLedger ledger;
  private final List<TaskSubmitter> submitters;
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopping;

  private TaskLoad(TaskLedger ledger) {
    this.ledger = ledger;
    this.submitters =
        IntStream.range(0, SUBMITTERS).mapToObj(i -> new TaskSubmitter(ledger, i)).toList();
  }

  static TaskLoad start(TaskLedger ledger) {
    TaskLoad load = new TaskLoad(ledger);
    load.submitters.forEach(one -> load.repeat(() -> one.step(load.stopping)));
    for (int i = 0; i < WORKERS; i++) {
      load.repeat(new TaskWorker(ledger, i)::step);
    }
    return load;
  }

  private void repeat(Runnable step) {
    running.add(threads.scheduleWithFixedDelay(step, 0, PACE_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Waits for that many more answers to pulls and to those who end a task. */
  void awaitMore(int answers) {
    awaitMore("", answers);
  }

  /** The same for acknowledged ends. */
  void awaitMoreDone(int ends) {
    awaitMore("complete " + Claim.ACKNOWLEDGED, ends);
  }

  private void awaitMore(String what, int answers) {
    long before = ledger.answers(what);
    Await.until(
        () -> "more answers\n" + ledger, PATIENCE, () -> ledger.answers(what) >= before + answers);
    assertRunning();
  }

  /** Ends when every submission is acknowledged, and every task has ended. */
  void stop(Client client) throws InterruptedException {
    assertRunning();
    stopping = true;
    Await.until(
        () -> "the end of all tasks\n" + ledger,
        PATIENCE,
        () -> submitters.stream().allMatch(TaskSubmitter::isIdle) && isDone(client, ledger.queue));
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("a request is not answered");
    }
  }

  /** Whether no task of a queue is to be done any more. */
  static boolean isDone(Client client, String queue) {
    var tasks = client.get("/api/v1/queues/" + queue).json().getJsonObject("tasks");
    return List.of("scheduled", "queued", "running", "retrying").stream()
        .allMatch(status -> tasks.getInt(status) == 0);
  }

  /** One ends before its time when something is wrong with the test itself. */
  private void assertRunning() {
    for (Future<?> one : running) {
      if (one.isDone()) {
        try {
          throw new IllegalStateException("ended: " + one.get());
        } catch (ExecutionException | InterruptedException fault) {
          throw new IllegalStateException("somebody has ended before the time", fault);
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
