package io.vedette.redis;

import io.vedette.failure.Causes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call over as many attempts as its deadline allows, keeping in mind whether any of them may
 * have been executed: that decides what the caller is told.
 */
final class Call {
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int PAUSE_SPREAD_MILLIS = 100;

  private final Redis redis;
  private final Command command;
  private final Durability durability;
  private final long started = System.nanoTime();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();

  /** Set while an attempt is under way and after one that was not answered. */
  private volatile boolean maybeExecuted;

  Call(Redis redis, Command command, Durability durability) {
    this.redis = redis;
    this.command = command;
    this.durability = durability;
  }

  CompletionStage<Reply> start() {
    CompletionStage<Reply> concluded =
        redis.hops().within(reply, redis.config().deadline()).handle(this::conclude);
    attempt(false);
    return concluded;
  }

  private void attempt(boolean unansweredBefore) {
    Optional<Staged> staged = command instanceof ScriptCall call ? call.staged() : Optional.empty();
    if (staged.isEmpty()) {
      attemptStaged(unansweredBefore);
      return;
    }
    redis
        .connector()
        .stage(staged.get())
        .whenComplete(
            (done, cause) -> {
              if (cause != null) {
                failed(AttemptResult.ofStaging(cause), cause, unansweredBefore);
              } else if (begin()) {
                attemptStaged(unansweredBefore);
              }
            });
  }

  private void attemptStaged(boolean unansweredBefore) {
    CompletionStage<Reply> attempt =
        durability != Durability.NONE && command instanceof ScriptCall call
            ? sendDurably(call)
            : send();
    attempt.whenComplete((answer, cause) -> settle(answer, cause, unansweredBefore));
  }

  private CompletionStage<Reply> send() {
    return redis.connector().send(command, this::begin).thenApply(Reply::of);
  }

  private CompletionStage<Reply> sendDurably(ScriptCall call) {
    long deadline = started + redis.config().deadline().toNanos();
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    GroupCommit.Write write = new GroupCommit.Write(call, this::begin, deadline, false, answer);
    return redis.connector().send(durability, write);
  }

  /** In this order: whoever concludes in between must not take it for never sent. */
  private boolean begin() {
    maybeExecuted = true;
    return !reply.isDone();
  }

  private void settle(@Nullable Reply answer, @Nullable Throwable cause, boolean unansweredBefore) {
    if (answer != null && answer.isUnstaged()) {
      failed(
          AttemptResult.NOT_EXECUTED,
          new IllegalStateException("what was staged for a script is gone"),
          unansweredBefore);
      return;
    }
    if (answer != null) {
      redis.metrics().answered(command, Duration.ofNanos(System.nanoTime() - started));
      answer.unkept().ifPresent(failure -> redis.metrics().unkept(command));
      reply.complete(answer);
      return;
    }
    Throwable known = Objects.requireNonNull(cause);
    failed(AttemptResult.of(known), known, unansweredBefore);
  }

  private void failed(AttemptResult fate, Throwable cause, boolean unansweredBefore) {
    redis.metrics().failed(command, fate);
    boolean unanswered = unansweredBefore || fate == AttemptResult.UNANSWERED;
    maybeExecuted = unanswered;
    switch (fate) {
      case FAULT -> reply.completeExceptionally(cause);
      case FULL -> reply.completeExceptionally(redis.full());
      case NOT_EXECUTED, UNANSWERED -> tryAgain(unanswered);
    }
  }

  private void tryAgain(boolean unanswered) {
    if (redis.connector().state().isAway()) {
      reply.completeExceptionally(redis.unavailable(command, unanswered));
      return;
    }
    int pause = SHORTEST_PAUSE_MILLIS + redis.random().nextInt(PAUSE_SPREAD_MILLIS);
    redis
        .hops()
        .after(Duration.ofMillis(pause))
        .thenRun(
            () -> {
              if (!reply.isDone()) {
                attempt(unanswered);
              }
            });
  }

  private Reply conclude(@Nullable Reply answer, @Nullable Throwable thrown) {
    if (answer != null) {
      return new Reply(answer.items(), answer.unkept().map(redis::told));
    }
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof TimeoutException) {
      throw redis.unavailable(command, maybeExecuted);
    }
    throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
