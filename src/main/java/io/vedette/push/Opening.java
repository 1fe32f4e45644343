package io.vedette.push;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one address: one that is kept, or a new one when there may be one more.
 *
 * <p>The library forgets the socket of one that is given up while its TLS begins, however long that
 * takes, and may forget one that is given up while it connects. So the socket is known here from
 * its first moment, and what connects is left to it until its time is over.
 */
final class Opening implements ConnectionInitiator {
  private final TargetConnections connections;
  private final ConnectionInitiator threads;
  private final Supplier<Duration> patience;
  private final BasicFuture<AsyncConnectionEndpoint> result;
  private final AtomicReference<IOSession> socket = new AtomicReference<>();
  private volatile @Nullable Future<?> leasing;
  private volatile @Nullable Future<?> connecting;

  /**
   * Prepares one.
   *
   * @param patience how long connecting, and each step of TLS, may take when it begins
   * @param told how it ends; of one that is given up, that it failed
   */
  Opening(
      TargetConnections connections,
      ConnectionInitiator threads,
      Supplier<Duration> patience,
      FutureCallback<AsyncConnectionEndpoint> told) {
    this.connections = connections;
    this.threads = threads;
    this.patience = patience;
    this.result = new BasicFuture<>(told);
  }

  /** Waits for its turn, then connects. */
  void begin(InetAddress address, Duration longest) {
    leasing =
        connections
            .pool()
            .lease(
                "",
                connections.route(address),
                null,
                timeout(longest),
                new Told<>(this::connect, result::failed));
    if (result.isCancelled()) {
      abandon();
    }
  }

  /** None of the library is for ever, which it takes zero for. */
  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(Math.max(1, time.toMillis()));
  }

  private void connect(AsyncConnectionEndpoint leased) {
    if (result.isDone()) {
      connections.drop(leased);
    } else if (leased.isConnected()) {
      succeed(leased);
    } else {
      connecting =
          connections
              .pool()
              .connect(
                  leased,
                  this,
                  timeout(patience.get()),
                  null,
                  HttpClientContext.create(),
                  new Told<>(this::succeed, cause -> fail(leased, cause)));
      if (result.isCancelled()) {
        abandon();
      }
    }
  }

  private void succeed(AsyncConnectionEndpoint connected) {
    if (!result.completed(connected)) {
      connections.drop(connected);
    }
  }

  private void fail(AsyncConnectionEndpoint leased, Exception cause) {
    connections.drop(leased);
    result.failed(cause);
  }

  @Override
  public Future<IOSession> connect(
      NamedEndpoint name,
      SocketAddress remote,
      @Nullable SocketAddress local,
      Timeout timeout,
      @Nullable Object attachment,
      FutureCallback<IOSession> told) {
    return threads.connect(
        name,
        remote,
        local,
        timeout,
        attachment,
        new Told<>(session -> remember(session, told), told::failed));
  }

  private void remember(IOSession session, FutureCallback<IOSession> told) {
    socket.set(session);
    if (result.isDone()) {
      session.close(CloseMode.IMMEDIATE);
      told.failed(new ConnectionClosedException());
    } else {
      told.completed(session);
    }
  }

  /** Ends it, if it has not ended. */
  void giveUp() {
    if (result.cancel()) {
      abandon();
    }
  }

  private void abandon() {
    cancel(leasing);
    IOSession begun = socket.get();
    if (begun != null) {
      begun.close(CloseMode.IMMEDIATE);
      cancel(connecting);
    }
  }

  private static void cancel(@Nullable Future<?> step) {
    if (step != null) {
      step.cancel(true);
    }
  }
}
