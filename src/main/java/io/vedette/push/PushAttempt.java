package io.vedette.push;

import io.vedette.push.PushFailure.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** An exchange with the first of some addresses that takes a connection. */
final class PushAttempt {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final TargetConnections connections;
  private final ConnectionInitiator threads;
  private final Exchange exchange;
  private final Supplier<Duration> left;
  private final FutureCallback<Exchange> told;
  private final AtomicReference<Opening> opening = new AtomicReference<>();
  private final AtomicReference<AsyncConnectionEndpoint> connection = new AtomicReference<>();
  private final Iterator<InetAddress> addresses;
  private int untried;
  private volatile boolean over;

  /**
   * Prepares one.
   *
   * @param checked the addresses, of which there is one at least
   * @param left the time that there still is, whenever asked
   * @param told once or more how it ends: the first counts
   */
  PushAttempt(
      TargetConnections connections,
      ConnectionInitiator threads,
      List<InetAddress> checked,
      PushRequest request,
      Supplier<Duration> left,
      FutureCallback<Exchange> told) {
    this.connections = connections;
    this.threads = threads;
    this.addresses = checked.iterator();
    this.untried = checked.size();
    this.exchange =
        new Exchange(connections.url(), request, new Told<>(this::answered, this::failed));
    this.left = left;
    this.told = told;
  }

  /** Tries the next address. */
  void begin() {
    Opening next =
        new Opening(connections, threads, this::patience, new Told<>(this::send, this::notOpened));
    opening.set(next);
    try {
      next.begin(addresses.next(), left.get());
    } catch (IllegalStateException closed) {
      breakOff();
    }
    if (over) {
      next.giveUp();
    }
  }

  /** So that each of the addresses gets a share of the time. */
  private Duration patience() {
    Duration share = left.get().dividedBy(untried);
    return share.compareTo(TO_CONNECT) < 0 ? share : TO_CONNECT;
  }

  private void send(AsyncConnectionEndpoint opened) {
    connection.set(opened);
    if (over) {
      end();
      return;
    }
    try {
      opened.execute("", exchange, HttpClientContext.create());
    } catch (RuntimeException closed) {
      exchange.cancel();
    }
  }

  private void notOpened(Exception cause) {
    untried--;
    if (cause instanceof SSLException || cause instanceof TimeoutException) {
      failed(cause);
    } else if (untried > 0 && !over) {
      begin();
    } else {
      failed(new PushFailure(Reason.CANNOT_CONNECT, "The target cannot be reached."));
    }
  }

  /** Its connection is free before anybody knows. */
  private void answered(Exchange ended) {
    end();
    told.completed(ended);
  }

  private void failed(Exception cause) {
    end();
    told.failed(cause);
  }

  /** Lets it fail, if it has not ended: there are no connections any longer. */
  void breakOff() {
    failed(
        connection.get() == null
            ? new PushFailure(Reason.CANNOT_CONNECT, "This server stops.")
            : new ConnectionClosedException());
  }

  /** Ends it, if it has not ended. */
  void end() {
    over = true;
    Opening begun = opening.get();
    if (begun != null) {
      begun.giveUp();
    }
    AsyncConnectionEndpoint used = connection.getAndSet(null);
    if (used != null && exchange.isWhole()) {
      connections.keep(used);
    } else if (used != null) {
      connections.drop(used);
    }
  }
}
