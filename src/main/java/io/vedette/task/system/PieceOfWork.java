package io.vedette.task.system;

import io.vedette.background.BackgroundWork;
import io.vedette.background.Progress;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.redis.Durability;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Settlement;
import io.vedette.task.life.Payload;
import io.vedette.thread.Waiting;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One piece of the work of the service, from its lease to its end. */
final class PieceOfWork implements Progress {
  private static final Logger LOG = System.getLogger(PieceOfWork.class.getName());

  private final Lease lease;
  private final LeaseStore store;
  private final Waiting waiting;
  private final Duration extension;
  private volatile @Nullable JsonObject told;
  private volatile boolean over;
  private volatile boolean ended;

  PieceOfWork(Lease lease, LeaseStore store, Waiting waiting, Duration extension) {
    this.lease = lease;
    this.store = store;
    this.waiting = waiting;
    this.extension = extension;
  }

  @Override
  public void tell(JsonObject document) {
    told = document;
  }

  @Override
  public boolean isOver() {
    return over || waiting.isOver();
  }

  /** Does it, and gives the lease back. Fails when Redis cannot be told. */
  CompletionStage<Void> run(BackgroundWork work) {
    beat();
    return begun(work)
        .handle(this::end)
        .thenCompose(this::settle)
        .whenComplete((done, thrown) -> ended = true);
  }

  private CompletionStage<JsonObject> begun(BackgroundWork work) {
    try {
      JsonObject payload =
          lease.payload().map(Payload::read).map(JsonValue::asJsonObject).orElseThrow();
      return work.run(payload, this);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** What was not finished because somebody has said so is given back: it was no attempt. */
  private Settlement end(@Nullable JsonObject result, @Nullable Throwable thrown) {
    if (result != null) {
      return isOver()
          ? Settlement.release(lease.id(), Duration.ZERO)
          : Settlement.complete(lease.id(), Optional.of(Payload.of(result)));
    }
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof Failure failure) {
      return Settlement.fail(
          lease.id(), failure.detail(), failure.retryable(), Optional.empty(), waiting.random());
    }
    LOG.log(Level.ERROR, "Fault in the work of task " + lease.id().task(), cause);
    return Settlement.fail(
        lease.id(), "a fault; the log has more", true, Optional.empty(), waiting.random());
  }

  private CompletionStage<Void> settle(Settlement settlement) {
    return lastProgress()
        .thenCompose(
            beaten ->
                store.settle(
                    lease.id().task().queue(),
                    List.of(settlement),
                    Optional.empty(),
                    Durability.NONE))
        .thenAccept(done -> {});
  }

  /** The last progress is seen with the end. */
  private CompletionStage<Void> lastProgress() {
    return told == null
        ? CompletableFuture.completedStage(null)
        : heartbeat().exceptionally(lost -> null);
  }

  private void beat() {
    waiting
        .hops()
        .after(extension.dividedBy(6))
        .thenCompose(now -> ended ? CompletableFuture.<Void>completedStage(null) : heartbeat())
        .whenComplete(
            (done, thrown) -> {
              if (!ended) {
                beat();
              }
            });
  }

  private CompletionStage<Void> heartbeat() {
    Optional<String> progress = Optional.ofNullable(told).map(JsonObject::toString);
    return store
        .settle(
            lease.id().task().queue(),
            List.of(Settlement.heartbeat(lease.id(), extension, progress, List.of())),
            Optional.empty(),
            Durability.NONE)
        .thenAccept(
            outcomes -> {
              var settled = outcomes.settled().get(0);
              over |= !settled.held() || settled.cancelRequested();
            });
  }
}
