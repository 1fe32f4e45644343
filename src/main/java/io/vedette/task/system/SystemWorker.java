package io.vedette.task.system;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.background.BackgroundWork;
import io.vedette.redis.Durability;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pull;
import io.vedette.task.lease.Pulls;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueStore;
import io.vedette.thread.Waiting;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Does the work of the service itself: a few pieces at a time, on each server, like any worker.
 * What another version of the service has asked for it leaves to that.
 */
final class SystemWorker {
  private static final int AT_ONCE = 2;
  private static final int MOST_TYPES = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final JsonObject LIMIT =
      JSON.createObjectBuilder().add("maxLength", 10_000).build();

  private final QueueStore queues;
  private final Pulls pulls;
  private final LeaseStore store;
  private final Waiting waiting;
  private final Map<String, BackgroundWork> works;
  private final Pull pull;
  private volatile boolean limited;
  private volatile boolean stopped;

  SystemWorker(
      QueueStore queues,
      Pulls pulls,
      LeaseStore store,
      Waiting waiting,
      Map<String, BackgroundWork> works) {
    if (works.size() > MOST_TYPES) {
      throw new IllegalArgumentException("a pull names at most " + MOST_TYPES + " types");
    }
    this.queues = queues;
    this.pulls = pulls;
    this.store = store;
    this.waiting = waiting;
    this.works = Map.copyOf(works);
    this.pull = new Pull(1, PATIENCE, LEASE, List.copyOf(works.keySet()), "service");
  }

  void start() {
    for (int i = 0; i < AT_ONCE; i++) {
      next();
    }
  }

  /** Takes no more; what is under way another server does again. */
  void stop() {
    stopped = true;
  }

  /** Goes on whatever becomes of each piece. */
  private void next() {
    if (stopped || waiting.isOver()) {
      return;
    }
    once()
        .handle((done, thrown) -> thrown == null && !store.isAway() ? Duration.ZERO : LATER)
        .thenCompose(waiting.hops()::after)
        .thenRun(this::next);
  }

  /** While Redis is away it would only count as a call that failed. */
  private CompletionStage<Void> once() {
    return store.isAway()
        ? CompletableFuture.completedStage(null)
        : limit()
            .thenCompose(done -> pulls.pull(QueueName.SYSTEM, pull, Optional.empty()))
            .thenCompose(this::work);
  }

  /** Nobody fills Redis with what the service is to do. */
  private CompletionStage<Void> limit() {
    return limited
        ? CompletableFuture.completedStage(null)
        : queues.set(QueueName.SYSTEM, LIMIT, Durability.NONE).thenAccept(done -> limited = true);
  }

  private CompletionStage<Void> work(List<Lease> leases) {
    if (leases.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    Lease lease = leases.get(0);
    BackgroundWork work = works.get(lease.type());
    return work == null
        ? store.giveBack(leases)
        : new PieceOfWork(lease, store, waiting, LEASE).run(work);
  }
}
