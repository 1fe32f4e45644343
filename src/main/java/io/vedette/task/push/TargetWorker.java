package io.vedette.task.push;

import io.vedette.origin.Circuit;
import io.vedette.redis.Durability;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pull;
import io.vedette.task.lease.Pulls;
import io.vedette.task.lease.Settlement;
import io.vedette.task.queue.QueueStore;
import io.vedette.thread.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the tasks of one target, like any worker of its queue: as many at the same time as its
 * concurrency says, of which all servers together have no more.
 */
final class TargetWorker {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final int AT_ONCE = 25;

  private final TargetConfig target;
  private final Pulls pulls;
  private final LeaseStore leases;
  private final QueueStore queues;
  private final Delivery delivery;
  private final Circuit circuit;
  private final TargetMetrics metrics;
  private final Waiting waiting;
  private final Durability durability;
  private int free;
  private boolean pulling;
  private volatile boolean limited;
  private volatile boolean stopped;

  TargetWorker(
      TargetConfig target,
      Pulls pulls,
      LeaseStore leases,
      QueueStore queues,
      Delivery delivery,
      Circuit circuit,
      TargetMetrics metrics,
      Waiting waiting,
      Durability durability) {
    this.target = target;
    this.pulls = pulls;
    this.leases = leases;
    this.queues = queues;
    this.delivery = delivery;
    this.circuit = circuit;
    this.metrics = metrics;
    this.waiting = waiting;
    this.durability = durability;
    this.free = target.receiver().connections();
  }

  void start() {
    pull();
  }

  /** Takes no more; what is under way goes on as long as the server does. */
  void stop() {
    stopped = true;
  }

  /** Unless a pull is under way, or all that may be are. */
  private void pull() {
    int wanted;
    synchronized (this) {
      if (stopped || waiting.isOver() || pulling || free == 0) {
        return;
      }
      pulling = true;
      wanted = Math.min(free, AT_ONCE);
    }
    pulled(wanted).whenComplete(this::deliver);
  }

  private CompletionStage<List<Lease>> pulled(int wanted) {
    if (leases.isAway()) {
      return none(LATER);
    }
    Optional<Duration> refusal = circuit.refusal();
    if (refusal.isPresent()) {
      return none(refusal.get());
    }
    Pull pull =
        new Pull(
            circuit.isOpen() ? 1 : wanted,
            PATIENCE,
            target.timeout().plus(Delivery.MARGIN).plus(LATER),
            List.of(),
            "service");
    return limit()
        .thenCompose(done -> pulls.pull(target.queue(), pull, Optional.empty()))
        .exceptionallyCompose(thrown -> none(LATER))
        .thenApply(this::learnOfNothing);
  }

  private CompletionStage<List<Lease>> none(Duration after) {
    return waiting.hops().after(after).thenApply(now -> List.of());
  }

  /** Who was let through, and had nothing to deliver, has not learnt of the target. */
  private List<Lease> learnOfNothing(List<Lease> taken) {
    if (taken.isEmpty()) {
      circuit.learnNothing();
    }
    return taken;
  }

  /** The configuration sets what the queue may do, when a server starts. */
  private CompletionStage<Void> limit() {
    return limited
        ? CompletableFuture.completedStage(null)
        : queues
            .limit(target.queue(), target.receiver().connections(), target.rate())
            .thenAccept(done -> limited = true);
  }

  private void deliver(@Nullable List<Lease> taken, @Nullable Throwable thrown) {
    List<Lease> all = taken == null ? List.of() : taken;
    synchronized (this) {
      pulling = false;
      free -= all.size();
    }
    all.forEach(
        lease ->
            delivery
                .send(lease)
                .thenCompose(result -> settled(lease, result))
                .whenComplete((done, failed) -> ended()));
    waiting.turn().thenRun(this::pull);
  }

  private void ended() {
    synchronized (this) {
      free++;
    }
    pull();
  }

  private CompletionStage<Void> settled(Lease lease, DeliveryResult result) {
    metrics.delivered(result);
    if (circuit.learn(result.targetFails())) {
      metrics.circuit(circuit.isOpen());
    }
    return hold(result)
        .exceptionally(thrown -> null)
        .thenCompose(done -> settle(lease, result))
        .exceptionally(thrown -> null); // the lease ends by itself, and another attempt is made
  }

  private CompletionStage<Void> settle(Lease lease, DeliveryResult result) {
    return leases
        .settle(target.queue(), List.of(settlement(lease, result)), Optional.empty(), durability)
        .thenAccept(done -> {});
  }

  private Settlement settlement(Lease lease, DeliveryResult result) {
    return switch (result.outcome()) {
      case SUCCEEDED -> Settlement.delivered(lease.id(), result.body());
      case GONE -> Settlement.release(lease.id(), Duration.ZERO);
      case RETRYABLE, FAILED ->
          Settlement.fail(
              lease.id(),
              result.problem(),
              result.outcome() == DeliveryResult.Outcome.RETRYABLE,
              result.hold(),
              waiting.random());
    };
  }

  /** Before the task goes back, so that nobody takes it at once. */
  private CompletionStage<Void> hold(DeliveryResult result) {
    boolean gone = result.outcome() == DeliveryResult.Outcome.GONE;
    if (!gone && result.hold().isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    Optional<Instant> until = result.hold().map(wait -> leases.now().plus(wait));
    return queues.hold(target.queue(), until, result.problem(), durability);
  }
}
