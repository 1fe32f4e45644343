package io.vedette.origin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets few requests at a time open a connection to one origin: the first of all alone, so that the
 * others find its connection when that can take them too; then eight at a time of those that have
 * waited meanwhile; then whoever comes, until the origin has told nothing for five seconds.
 *
 * <p>When the first opens none, the next becomes the first.
 */
final class Openings {
  static final int AT_ONCE = 8;
  static final Duration QUIET = Duration.ofSeconds(5);

  private final boolean bounded;
  private final LongSupplier nanoClock;
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private int opening;
  private boolean known;
  private long told;

  /**
   * No connection is known.
   *
   * @param bounded whether anybody has to wait: an opening costs much
   * @param nanoClock only differences count
   */
  Openings(boolean bounded, LongSupplier nanoClock) {
    this.bounded = bounded;
    this.nanoClock = nanoClock;
  }

  /**
   * Takes a request that is to be sent. Its turn is to be ended, however it goes.
   *
   * @param go run once when it may be sent: at once, or by whoever makes room; it must not block.
   *     Not run when the turn has ended before, but for one that ends at that very moment
   */
  Turn enter(Runnable go) {
    Turn turn = new Turn(go);
    boolean free;
    synchronized (this) {
      known = known && nanoClock.getAsLong() - told <= QUIET.toNanos();
      free = !bounded || (known && waiting.isEmpty());
      if (!free) {
        turn.state = State.WAITS;
        waiting.add(turn);
      }
    }
    if (free) {
      go.run();
    } else {
      letGo();
    }
    return turn;
  }

  private void letGo() {
    admitted().forEach(turn -> turn.go.run());
  }

  private synchronized List<Turn> admitted() {
    List<Turn> admitted = new ArrayList<>();
    while (opening < (known ? AT_ONCE : 1) && !waiting.isEmpty()) {
      Turn next = waiting.remove();
      next.state = State.OPENS;
      opening++;
      admitted.add(next);
    }
    return admitted;
  }

  private enum State {
    WAITS,
    OPENS,
    COUNTS_NO_MORE
  }

  /** That of one request. */
  final class Turn {
    private final Runnable go;
    private State state = State.COUNTS_NO_MORE;

    private Turn(Runnable go) {
      this.go = go;
    }

    /** Whether others wait for it to open a connection, or to end. */
    boolean isOpening() {
      synchronized (Openings.this) {
        return state == State.OPENS;
      }
    }

    /** It has a connection. May be told again, and shows each time that the origin is there. */
    void opened() {
      synchronized (Openings.this) {
        told = nanoClock.getAsLong();
        known = true;
        leave();
      }
      letGo();
    }

    /** It is over, or will not be sent. Twice is once. */
    void ended() {
      synchronized (Openings.this) {
        leave();
      }
      letGo();
    }

    private void leave() {
      if (state == State.WAITS) {
        waiting.remove(this);
      } else if (state == State.OPENS) {
        opening--;
      }
      state = State.COUNTS_NO_MORE;
    }
  }
}
