package io.vedette.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.TrustStore;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.thread.Hops;
import it.vedette.local.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many connections many requests at once open to an origin behind TLS. */
@Timeout(60)
class SecureOriginTest {
  private static final int MANY = 40;
  private static final Set<Problem> UNREACHED =
      Set.of(OriginProblems.ORIGIN_UNAVAILABLE, OriginProblems.ORIGIN_TIMEOUT);
  private static final ExecutorService OURS = Executors.newFixedThreadPool(4);

  private static Authority.Issued issued;
  private static SSLContext trusting;

  private final LinkedBlockingQueue<Callback> asked = new LinkedBlockingQueue<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final Server jetty = new Server();

  @BeforeAll
  static void trust(@TempDir Path directory) throws Exception {
    Authority authority = Authority.in(directory);
    issued = authority.issue("origin", "dns:localhost");
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, TrustStore.read(authority.certificate(), Optional.empty()), null);
  }

  @AfterAll
  static void end() {
    OURS.shutdown();
  }

  @AfterEach
  void stop() throws Exception {
    jetty.stop();
  }

  /** The origin answers when the test says so. */
  private Origin origin(boolean http2) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(issued.keyStore().toString());
    tls.setKeyStorePassword(Authority.PASSWORD);
    HttpConnectionFactory one = new HttpConnectionFactory(new HttpConfiguration());
    ALPNServerConnectionFactory negotiated = new ALPNServerConnectionFactory();
    negotiated.setDefaultProtocol(one.getProtocol());
    ServerConnector connector =
        http2
            ? new ServerConnector(
                jetty,
                new SslConnectionFactory(tls, negotiated.getProtocol()),
                negotiated,
                new HTTP2ServerConnectionFactory(new HttpConfiguration()),
                one)
            : new ServerConnector(jetty, new SslConnectionFactory(tls, one.getProtocol()), one);
    connector.setHost("127.0.0.1");
    connector.addBean(new Counted());
    jetty.addConnector(connector);
    jetty.setHandler(new Held());
    jetty.start();
    return origin(connector.getLocalPort(), "PT30S");
  }

  private static Origin origin(int port, String timeout) {
    return TestOrigins.origin(
        "https://localhost:" + port + "/{key}",
        timeout,
        HttpClient.newBuilder().sslContext(trusting).build(),
        new Hops(OURS));
  }

  private final class Counted implements Connection.Listener {
    @Override
    public void onOpened(Connection connection) {
      if (connection instanceof SslConnection) {
        opened.incrementAndGet();
      }
    }
  }

  private final class Held extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      return asked.add(callback);
    }
  }

  private static List<CompletableFuture<OriginAnswer>> ask(Origin origin) {
    return IntStream.range(0, MANY)
        .mapToObj(
            i ->
                origin
                    .fetch(
                        new OriginRequest(
                            ("a" + i).getBytes(US_ASCII),
                            Map.of(),
                            Validators.NONE,
                            10,
                            bytes -> {}))
                    .toCompletableFuture())
        .toList();
  }

  /** All are asked before one is answered. */
  private void answer(List<CompletableFuture<OriginAnswer>> fetched) throws InterruptedException {
    List<Callback> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(asked.take());
    }
    all.forEach(Callback::succeeded);
    fetched.forEach(one -> assertEquals(200, one.join().status()));
  }

  @Test
  void manyAtOnce_inHttp2_openOneConnection_andWaitForNoAnswer() throws Exception {
    Origin origin = origin(true);

    answer(ask(origin));

    assertEquals(1, opened.get());
  }

  @Test
  void manyAtOnce_inHttp1_areUnderWayTogether_alsoAgain() throws Exception {
    Origin origin = origin(false);

    answer(ask(origin));
    answer(ask(origin));
  }

  private static Problem problem(CompletableFuture<OriginAnswer> fetched) {
    Throwable cause =
        Objects.requireNonNull(assertThrows(CompletionException.class, fetched::join).getCause());
    return assertInstanceOf(Failure.class, cause).problem();
  }

  @Test
  void whoWaitsForAFirstThatHangs_waitsNoLongerThanItself() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, MANY, InetAddress.getByName("localhost"))) {
      for (CompletableFuture<OriginAnswer> one : ask(origin(silent.getLocalPort(), "PT0.5S"))) {
        // A time-out when it went at the very last moment.
        assertTrue(UNREACHED.contains(problem(one)));
      }
    }
  }

  @Test
  void whoWaitsForAFirstThatFails_isNext() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    for (CompletableFuture<OriginAnswer> one : ask(origin(port, "PT30S"))) {
      assertEquals(OriginProblems.ORIGIN_UNAVAILABLE, problem(one));
    }
  }
}
