package io.vedette.redis;

import io.vedette.failure.Causes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisNoScriptException;

/**
 * Sends calls of many callers in few round trips. Whoever comes while no batch is under way is sent
 * at once; what comes meanwhile makes the next batch. So nobody waits for company, and the busier
 * Redis is, the less each call costs it.
 */
final class SharedCalls {
  /** Batches at the same time, each of which takes one of the connections. */
  static final int LANES = 2;

  /**
   * Shares. A read has a reply of at most 16 KiB, but for large values, whose readers made room for
   * them.
   */
  private static final int MOST = 128;

  private final Sender sender;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int idle = LANES;

  /**
   * Begins with nothing to send.
   *
   * @param sender of batches
   */
  SharedCalls(Sender sender) {
    this.sender = sender;
  }

  /** Sends a batch and answers each in it. */
  @FunctionalInterface
  interface Sender {
    /** The stage ends when the connection is free. */
    CompletionStage<?> send(List<Waiting> batch);
  }

  /**
   * One of those who wait.
   *
   * @param wanted asked when it is about to be sent; false when nobody waits for it any more
   * @param bySource whether a script goes along whole, because the server does not have it
   */
  record Waiting(
      Command command,
      BooleanSupplier wanted,
      boolean bySource,
      CompletableFuture<List<Object>> answer) {

    /** A script that goes by itself. */
    static Waiting whole(ScriptCall call) {
      return new Waiting(call, () -> true, true, new CompletableFuture<>());
    }

    void answered(@Nullable List<Object> reply, @Nullable Throwable cause) {
      if (cause == null) {
        answer.complete(reply);
      } else {
        answer.completeExceptionally(cause);
      }
    }
  }

  /** The reply, or why there is none, as far as one attempt tells. */
  CompletionStage<List<Object>> add(Command command, BooleanSupplier wanted) {
    CompletionStage<List<Object>> answer = add(command, wanted, false);
    return command instanceof ScriptCall
        ? answer.exceptionallyCompose(
            cause ->
                Causes.of(cause) instanceof RedisNoScriptException
                    ? add(command, wanted, true)
                    : CompletableFuture.failedStage(cause))
        : answer;
  }

  private CompletionStage<List<Object>> add(
      Command command, BooleanSupplier wanted, boolean bySource) {
    Waiting one = new Waiting(command, wanted, bySource, new CompletableFuture<>());
    synchronized (this) {
      queue.add(one);
    }
    sendNext();
    return one.answer();
  }

  private void sendNext() {
    List<Waiting> dead = new ArrayList<>();
    List<Waiting> batch = take(dead);
    dead.forEach(SharedCalls::leave);
    if (!batch.isEmpty()) {
      CompletionStage<?> sent = sender.send(batch);
      sent.whenComplete((done, cause) -> free());
    }
  }

  private static void leave(Waiting dead) {
    dead.answer()
        .completeExceptionally(new RedisConnectionException("not sent: nobody waits any more"));
  }

  private void free() {
    synchronized (this) {
      idle++;
    }
    sendNext();
  }

  private synchronized List<Waiting> take(List<Waiting> dead) {
    List<Waiting> batch = new ArrayList<>();
    int shares = 0;
    while (idle > 0
        && !queue.isEmpty()
        && (batch.isEmpty() || shares + queue.element().command().share() <= MOST)) {
      Waiting one = queue.remove();
      if (one.wanted().getAsBoolean()) {
        batch.add(one);
        shares += one.command().share();
      } else {
        dead.add(one);
      }
    }
    if (!batch.isEmpty()) {
      idle--;
    }
    return batch;
  }
}
