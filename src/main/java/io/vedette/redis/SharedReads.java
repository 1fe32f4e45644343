package io.vedette.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.redisson.client.RedisConnectionException;

/**
 * Sends reads of many callers in few round trips. Whoever comes while no batch is under way is sent
 * at once; what comes meanwhile makes the next batch. So nobody waits for company, and the busier
 * Redis is, the less each read costs it.
 */
final class SharedReads {
  /** Batches at the same time, each of which takes one of the connections. */
  static final int LANES = 2;

  /** Replies of at most 16 KiB each, but for large values, whose readers made room for them. */
  private static final int MOST = 128;

  private final Sender sender;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int idle = LANES;

  /**
   * Begins with nothing to send.
   *
   * @param sender of batches
   */
  SharedReads(Sender sender) {
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
   */
  record Waiting(FieldRead read, BooleanSupplier wanted, CompletableFuture<List<Object>> answer) {
    int commands() {
      return read.keys().size();
    }
  }

  /** The reply, or why there is none, as far as one attempt tells. */
  CompletionStage<List<Object>> add(FieldRead read, BooleanSupplier wanted) {
    Waiting one = new Waiting(read, wanted, new CompletableFuture<>());
    synchronized (this) {
      queue.add(one);
    }
    sendNext();
    return one.answer();
  }

  private void sendNext() {
    List<Waiting> dead = new ArrayList<>();
    List<Waiting> batch = take(dead);
    dead.forEach(SharedReads::leave);
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
    int commands = 0;
    while (idle > 0 && !queue.isEmpty() && commands + queue.element().commands() <= MOST) {
      Waiting one = queue.remove();
      if (one.wanted().getAsBoolean()) {
        batch.add(one);
        commands += one.commands();
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
