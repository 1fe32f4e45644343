package io.vedette.push;

import io.vedette.config.TrustStore;
import io.vedette.thread.Hops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * Those to one target, which no other target gets: it may trust others. Each is to an address, and
 * is used again only for that.
 */
final class TargetConnections implements AutoCloseable {
  /** Shorter than the five seconds after which many servers close a connection that is idle. */
  private static final Duration KEPT = Duration.ofSeconds(2);

  private static final TimeValue OLDEST = TimeValue.ofMinutes(1);

  private final PushTarget target;
  private final PoolingAsyncClientConnectionManager pool;
  private final AtomicBoolean tidies = new AtomicBoolean();

  /** Who asks it has an address that nobody has checked. */
  private static final class NoResolver implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }
  }

  /**
   * Opens none before it is needed.
   *
   * @throws PushFailure when what it trusts cannot be read
   */
  TargetConnections(PushTarget target) {
    this.target = target;
    this.pool =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(new NoResolver())
            .setMaxConnTotal(target.connections())
            .setMaxConnPerRoute(target.connections())
            .setDefaultConnectionConfig(ConnectionConfig.custom().setTimeToLive(OLDEST).build())
            .setDefaultTlsConfig(
                TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
            .setTlsStrategy(
                ClientTlsStrategyBuilder.create().setSslContext(trust(target.trust())).buildAsync())
            .build();
  }

  private static SSLContext trust(Optional<Path> file) {
    try {
      if (file.isEmpty()) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, TrustStore.read(file.get(), Optional.empty()), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new PushFailure(
          PushFailure.Reason.TLS, "The certificates to trust for the target cannot be read.");
    }
  }

  TargetUrl url() {
    return target.url();
  }

  PoolingAsyncClientConnectionManager pool() {
    return pool;
  }

  /** The way to one of its addresses, by its name. */
  HttpRoute route(InetAddress address) {
    TargetUrl url = url();
    HttpHost there = new HttpHost(url.scheme(), address, url.certified(), url.port());
    return new HttpRoute(there, null, url.isSecure());
  }

  /** Keeps a connection for a moment, for the next request. */
  void keep(AsyncConnectionEndpoint connection) {
    pool.release(connection, null, TimeValue.of(KEPT));
    tidyLater();
  }

  /** The pool looks at the age of connections only when somebody wants one. */
  private void tidyLater() {
    if (tidies.compareAndSet(false, true)) {
      Hops.onTimer(
          KEPT,
          () -> {
            tidies.set(false);
            pool.closeExpired();
            if (pool.getTotalStats().getAvailable() > 0) {
              tidyLater();
            }
          });
    }
  }

  /** Ends a connection at once. */
  void drop(AsyncConnectionEndpoint connection) {
    connection.close(CloseMode.IMMEDIATE);
    pool.release(connection, null, TimeValue.ZERO_MILLISECONDS);
  }

  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
  }
}
