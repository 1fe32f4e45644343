package io.vedette.redis;

import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends writes that wait for replicas, in groups: one wait acknowledges all that were written
 * before it on the same connection.
 *
 * <p>A wait holds its connection until the replicas answer or its time is over. So only few groups
 * are under way, each on a connection of its own, and what comes meanwhile makes the next one: with
 * the replicas gone all other calls go on as before.
 *
 * <p>A disk acknowledges at its own times. Groups that begin one right after the other would all
 * wait for the same one, and what comes meanwhile for that and the next; so they begin apart.
 */
final class GroupCommit {
  /** Groups at the same time, each of which takes one of the connections. */
  static final int LANES = 2;

  private static final int MOST_WRITES = 256;
  private static final long MOST_BYTES = 1024 * 1024;

  private final BiFunction<List<Write>, Long, CompletionStage<?>> send;
  private final long longestWaitNanos;
  private final long apartNanos;
  private final Hops hops;
  private final Deque<Write> waiting = new ArrayDeque<>();
  private int idle = LANES;
  private long nextNanos = System.nanoTime();
  private boolean scheduled;

  /**
   * One attempt of a call that waits for replicas, until it is sent.
   *
   * @param begin called when it is about to be sent; false when nobody waits for it any more
   * @param deadline when its caller is told something else, in the time of {@code System.nanoTime}
   * @param bySource whether the script goes along whole, because the server does not have it
   * @param answer gets what becomes of it
   */
  record Write(
      ScriptCall call,
      BooleanSupplier begin,
      long deadline,
      boolean bySource,
      CompletableFuture<Reply> answer) {

    Write withSource() {
      return new Write(call, begin, deadline, true, answer);
    }

    long bytes() {
      return call.bytes();
    }
  }

  /**
   * Begins with nothing to send.
   *
   * @param send sends a group, whose wait may take so many nanoseconds; its stage ends when the
   *     connection is free again
   * @param longestWaitNanos the longest that a group waits for replicas
   * @param apartNanos the time between the beginnings of two groups, unless none is under way
   * @param hops to the thread that begins a group whose time has come
   */
  GroupCommit(
      BiFunction<List<Write>, Long, CompletionStage<?>> send,
      long longestWaitNanos,
      long apartNanos,
      Hops hops) {
    this.send = send;
    this.longestWaitNanos = longestWaitNanos;
    this.apartNanos = apartNanos;
    this.hops = hops;
  }

  void add(Write write) {
    synchronized (this) {
      waiting.add(write);
    }
    sendNext();
  }

  private void sendNext() {
    List<Write> group = takeGroup();
    if (!group.isEmpty()) {
      CompletionStage<?> sent = send.apply(group, patience(group));
      sent.whenComplete(this::free);
    }
  }

  private void free(@Nullable Object none, @Nullable Throwable cause) {
    synchronized (this) {
      idle++;
    }
    sendNext();
  }

  private synchronized List<Write> takeGroup() {
    List<Write> group = new ArrayList<>();
    if (isTooEarly()) {
      return group;
    }
    long bytes = 0;
    while (idle > 0
        && !waiting.isEmpty()
        && group.size() < MOST_WRITES
        && (group.isEmpty() || bytes + waiting.element().bytes() <= MOST_BYTES)) {
      Write write = waiting.remove();
      if (write.begin().getAsBoolean()) {
        group.add(write);
        bytes += write.bytes();
      }
    }
    if (!group.isEmpty()) {
      idle--;
      nextNanos = System.nanoTime() + apartNanos;
    }
    return group;
  }

  private boolean isTooEarly() {
    long left = nextNanos - System.nanoTime();
    boolean tooEarly = left > 0 && idle < LANES;
    if (tooEarly && !scheduled) {
      scheduled = true;
      hops.after(Duration.ofNanos(left)).thenRun(this::onTime);
    }
    return tooEarly;
  }

  private void onTime() {
    synchronized (this) {
      scheduled = false;
    }
    sendNext();
  }

  /** Nobody is to hear of a deadline while replicas may still answer. */
  private long patience(List<Write> group) {
    long now = System.nanoTime();
    long left = group.stream().mapToLong(write -> write.deadline() - now).min().orElse(0);
    return Math.min(longestWaitNanos, left * 4 / 5);
  }
}
