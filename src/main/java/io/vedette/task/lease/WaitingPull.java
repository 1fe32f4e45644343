package io.vedette.task.lease;

import io.vedette.thread.SharedResult;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A pull until it is answered: once, with leases or with none. */
final class WaitingPull {
  private final Pull pull;
  private final Optional<Connection> connection;
  private final Waiting waiting;
  private final SharedResult<List<Lease>> leases;
  private final AtomicBoolean answered = new AtomicBoolean();

  WaitingPull(Pull pull, Optional<Connection> connection, Waiting waiting) {
    this.pull = pull;
    this.connection = connection;
    this.waiting = waiting;
    this.leases = new SharedResult<>(waiting.hops());
  }

  Pull pull() {
    return pull;
  }

  /** Completes on a thread for answers. */
  CompletionStage<List<Lease>> leases() {
    return leases.await();
  }

  /** Whether who asks has gone. */
  boolean isOneOf(Set<Connection> halfClosed) {
    return connection.filter(halfClosed::contains).isPresent();
  }

  /** Whether it waits for tasks that may come. */
  boolean waits() {
    return !pull.patience().isZero() && !waiting.isOver();
  }

  /** It is answered with none after that time. */
  void endAfter(Duration time) {
    waiting.hops().after(time).thenRun(() -> answer(List.of()));
  }

  /** Answers it; false when that has been done, so that the leases are to be given back. */
  boolean answer(List<Lease> got) {
    return end(CompletableFuture.completedStage(got));
  }

  void fail(Throwable cause) {
    end(CompletableFuture.failedStage(cause));
  }

  private boolean end(CompletionStage<List<Lease>> end) {
    boolean first = answered.compareAndSet(false, true);
    if (first) {
      leases.follow(end);
    }
    return first;
  }

  boolean isAnswered() {
    return answered.get();
  }
}
