package io.vedette.task.lease;

import io.vedette.redis.TopicListener;
import io.vedette.task.queue.QueueName;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Connection;
import io.vedette.traffic.HalfClosedConnections;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pulls, and those that wait on this server. A pull that waits holds no thread: it stands in a line
 * with those that want the same types of the same queue. One call to Redis asks for many of a line.
 *
 * <p>Scripts tell one server with waiting pulls of each task that becomes ready. Messages may be
 * lost: each line asks once in a second anyway. Who has closed its connection stands in its line
 * for a second at most.
 */
public final class Pulls implements TopicListener {
  /** What scripts tell of: a queue, and the server that is to ask, or a star for all. */
  static final String TOPIC = "ready";

  private static final String ALL = "*";

  private final LeaseStore store;
  private final Waiting waiting;
  private final String server;
  private final HalfClosedConnections connections;
  private final Map<LineName, PullLine> lines = new ConcurrentHashMap<>();

  /** Those who want the same. */
  private record LineName(QueueName queue, String types) {}

  /**
   * Has no line yet.
   *
   * @param server the name of this one, which no other has
   */
  Pulls(LeaseStore store, Waiting waiting, String server, HalfClosedConnections connections) {
    this.connections = connections;
    this.store = store;
    this.waiting = waiting;
    this.server = server;
  }

  /**
   * Takes tasks of a queue, as soon as there is one. Nobody is waited for by a server that is about
   * to stop.
   *
   * @param connection over which it is asked for; empty for the service itself
   * @return leases, at most as many as it wants; none when its time is over. What comes later than
   *     that is given back
   */
  public CompletionStage<List<Lease>> pull(
      QueueName queue, Pull pull, Optional<Connection> connection) {
    WaitingPull one = new WaitingPull(pull, connection, waiting);
    joined(new LineName(queue, pull.joinedTypes()), one).ask(false);
    return one.leases();
  }

  /** A line that nobody stands in goes: not between finding it and joining it. */
  private PullLine joined(LineName name, WaitingPull pull) {
    return lines.compute(
        name,
        (same, before) -> {
          PullLine line =
              before == null
                  ? new PullLine(name.queue(), name.types(), server, store, waiting)
                  : before;
          line.join(pull);
          return line;
        });
  }

  /** How many pulls wait here. */
  public int waiting() {
    return lines.values().stream().mapToInt(PullLine::length).sum();
  }

  /** Every line asks, whatever it was told. To be called once in a second. */
  void look() {
    lines
        .keySet()
        .forEach(name -> lines.computeIfPresent(name, (same, line) -> line.isOver() ? null : line));
    leave();
    if (waiting.isOver()) {
      lines.values().forEach(PullLine::close);
    } else if (!store.isAway()) {
      lines.values().forEach(line -> line.ask(false));
    }
  }

  private void leave() {
    if (waiting() > 0) {
      Set<Connection> halfClosed = connections.now();
      if (!halfClosed.isEmpty()) {
        lines.values().forEach(line -> line.leave(halfClosed));
      }
    }
  }

  @Override
  public void heard(byte[] message) {
    String[] parts = new String(message, StandardCharsets.UTF_8).split(" ", 2);
    if (parts.length == 2 && (parts[1].equals(server) || parts[1].equals(ALL))) {
      boolean alone = !parts[1].equals(ALL);
      lines.forEach(
          (name, line) -> {
            if (name.queue().text().equals(parts[0]) && line.length() > 0) {
              line.ask(alone);
            }
          });
    }
  }

  /** Each line asks once in a second anyway. */
  @Override
  public void interrupted() {}
}
