package io.vedette.task.lease;

import io.vedette.failure.Causes;
import io.vedette.task.lease.LeaseStore.Granted;
import io.vedette.task.lease.LeaseStore.Waiters;
import io.vedette.task.queue.QueueName;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Pulls on this server that want the same, in the order in which they came. At most one call to
 * Redis asks for them at a time; what comes meanwhile is asked for by the next one.
 */
final class PullLine {
  private static final int MOST_PULLS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final QueueName queue;
  private final String types;
  private final String server;
  private final LeaseStore store;
  private final Waiting waiting;
  private final Deque<WaitingPull> line = new ArrayDeque<>();
  private boolean asking;
  private boolean askAgain;
  private boolean woken;

  PullLine(QueueName queue, String types, String server, LeaseStore store, Waiting waiting) {
    this.queue = queue;
    this.types = types;
    this.server = server;
    this.store = store;
    this.waiting = waiting;
  }

  /** Comes last; somebody is to ask then. */
  void join(WaitingPull pull) {
    synchronized (this) {
      line.add(pull);
    }
    if (pull.waits()) {
      pull.endAfter(pull.pull().patience());
    }
  }

  synchronized int length() {
    return line.size();
  }

  /** Whether nobody stands here, and nobody is asked for. */
  synchronized boolean isOver() {
    return line.isEmpty() && !asking;
  }

  /** Those leave whose connections have been closed by who asked: they would take tasks in vain. */
  void leave(Set<Connection> halfClosed) {
    List<WaitingPull> gone;
    synchronized (this) {
      gone = line.stream().filter(pull -> pull.isOneOf(halfClosed)).toList();
      line.removeAll(gone);
    }
    gone.forEach(pull -> pull.answer(List.of()));
  }

  /** Nobody waits any longer. */
  void close() {
    List<WaitingPull> all;
    synchronized (this) {
      all = List.copyOf(line);
      line.clear();
    }
    all.forEach(pull -> pull.answer(List.of()));
  }

  /**
   * Asks for the first of the line, unless that is under way: then again at its end.
   *
   * @param told whether this server, and no other, was told of a task
   */
  void ask(boolean told) {
    List<WaitingPull> first;
    boolean others;
    synchronized (this) {
      woken |= told;
      if (asking) {
        askAgain = true;
        return;
      }
      first = first();
      if (first.isEmpty()) {
        woken = false;
        return;
      }
      asking = true;
      askAgain = false;
      others = line.size() > first.size();
    }
    grant(first, others).whenComplete((granted, thrown) -> end(first, granted, thrown));
  }

  /** Those who have been answered meanwhile leave. */
  private List<WaitingPull> first() {
    List<WaitingPull> first = new ArrayList<>();
    int wanted = 0;
    Iterator<WaitingPull> all = line.iterator();
    while (all.hasNext() && first.size() < MOST_PULLS) {
      WaitingPull pull = all.next();
      if (pull.isAnswered()) {
        all.remove();
      } else if (wanted + pull.pull().max() <= Pull.MOST) {
        wanted += pull.pull().max();
        first.add(pull);
      } else {
        break;
      }
    }
    return first;
  }

  private CompletionStage<Granted> grant(List<WaitingPull> pulls, boolean others) {
    boolean waits = others || pulls.stream().anyMatch(WaitingPull::waits);
    boolean told;
    synchronized (this) {
      told = woken;
      woken = false;
    }
    Waiters waiters = waits ? new Waiters(server, others, PATIENCE, told) : Waiters.NONE;
    return waiting
        .turn() // so that calls which end at once do not pile up on the stack
        .thenCompose(
            now ->
                store.grant(queue, types, pulls.stream().map(WaitingPull::pull).toList(), waiters));
  }

  private void end(List<WaitingPull> asked, @Nullable Granted granted, @Nullable Throwable thrown) {
    boolean more = granted != null && handOut(asked, granted);
    if (granted == null) {
      asked.forEach(pull -> failed(pull, thrown));
    }
    synchronized (this) {
      line.removeIf(WaitingPull::isAnswered);
      asking = false;
      more = (more && !line.isEmpty()) || askAgain;
    }
    if (more) {
      ask(false);
    }
    if (granted != null) {
      granted.again().ifPresent(this::askAt);
    }
  }

  /** In their order, to each as many as it wants: a call that was sent twice names the first. */
  private boolean handOut(List<WaitingPull> asked, Granted granted) {
    Deque<Lease> all = new ArrayDeque<>(granted.all());
    boolean any = !all.isEmpty();
    for (WaitingPull pull : asked) {
      List<Lease> leases = new ArrayList<>();
      while (leases.size() < pull.pull().max() && !all.isEmpty()) {
        leases.add(all.remove());
      }
      got(pull, leases);
    }
    store.giveBack(List.copyOf(all));
    return any;
  }

  /** Who waits goes on waiting while Redis is away: the next look may find it. */
  private static void failed(WaitingPull pull, @Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    if (!pull.waits() && cause != null) {
      pull.fail(cause);
    }
  }

  private void got(WaitingPull pull, List<Lease> leases) {
    if (leases.isEmpty()) {
      if (!pull.waits()) {
        pull.answer(List.of());
      }
    } else if (!pull.answer(leases)) {
      store.giveBack(leases);
    }
  }

  /** When a rate lets more through; the usual looks are a second apart. */
  private void askAt(java.time.Instant again) {
    Duration left = Duration.between(store.now(), again);
    if (left.compareTo(Duration.ofSeconds(1)) < 0 && length() > 0) {
      Duration time = left.isNegative() ? Duration.ZERO : left;
      waiting.hops().after(time).thenRun(() -> ask(false));
    }
  }
}
