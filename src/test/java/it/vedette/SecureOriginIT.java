package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Authority;
import it.vedette.local.VedetteServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins behind TLS: HTTP/2, and whom to trust. */
class SecureOriginIT {
  private static Server origin;
  private static VedetteServer server;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Authority authority = Authority.in(directory);
    Path certificate = authority.certificate();
    origin = origin(authority.issue("origin", "dns:localhost").keyStore());
    origin.start();
    int port = ((ServerConnector) origin.getConnectors()[0]).getLocalPort();
    int oldPort = ((ServerConnector) origin.getConnectors()[1]).getLocalPort();
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "VEDETTE_ORIGINS",
                "trusted,old,misnamed,untrusted",
                "VEDETTE_ORIGINS_TRUSTED_URL",
                "https://localhost:" + port + "/{key}",
                "VEDETTE_ORIGINS_TRUSTED_TRUST_STORE",
                certificate.toString(),
                "VEDETTE_ORIGINS_OLD_URL",
                "https://localhost:" + oldPort + "/{key}",
                "VEDETTE_ORIGINS_OLD_TRUST_STORE",
                certificate.toString(),
                "VEDETTE_ORIGINS_MISNAMED_URL",
                "https://127.0.0.1:" + port + "/{key}",
                "VEDETTE_ORIGINS_MISNAMED_TRUST_STORE",
                certificate.toString(),
                "VEDETTE_ORIGINS_UNTRUSTED_URL",
                "https://localhost:" + port + "/{key}"));
    for (String slow : List.of("OLD", "MISNAMED", "UNTRUSTED")) {
      settings.put("VEDETTE_ORIGINS_" + slow + "_CONNECT_TIMEOUT", "20");
    }
    server = Target.start(settings);
    client = new Client(server.base());
  }

  /**
   * Answers with the version of HTTP that it was asked in. Its second connector speaks HTTP/1.1
   * alone.
   */
  private static Server origin(Path store) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(store.toString());
    tls.setKeyStorePassword(Authority.PASSWORD);
    HttpConnectionFactory one = new HttpConnectionFactory(new HttpConfiguration());
    ALPNServerConnectionFactory negotiated = new ALPNServerConnectionFactory();
    negotiated.setDefaultProtocol(one.getProtocol());
    Server jetty = new Server();
    listen(
        jetty,
        new SslConnectionFactory(tls, negotiated.getProtocol()),
        negotiated,
        new HTTP2ServerConnectionFactory(new HttpConfiguration()),
        one);
    listen(jetty, new SslConnectionFactory(tls, one.getProtocol()), one);
    jetty.setHandler(new Versions());
    return jetty;
  }

  private static void listen(Server jetty, ConnectionFactory... protocols) {
    ServerConnector connector = new ServerConnector(jetty, protocols);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
  }

  private static final class Versions extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String version = request.getConnectionMetaData().getHttpVersion().asString();
      Content.Sink.write(response, true, version, callback);
      return true;
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    origin.stop();
  }

  /**
   * Fifty handshakes at once, in code that is not compiled yet, take longer than one may; with
   * HTTP/2 the first connection is enough.
   */
  @ParameterizedTest
  @CsvSource({"trusted, HTTP/2.0", "old, HTTP/1.1"})
  void trustedOrigin_isAskedInItsHttp_alsoByManyAtOnce(String name, String version) {
    Entries entries = Entries.fresh(client, "{'origin':'" + name + "'}");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> client.sendAsync("GET", entries.entry("a/" + i), new byte[0]))
            .toList();

    for (CompletableFuture<Answer> answer : answers) {
      assertEquals(version, answer.join().text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"misnamed", "untrusted"})
  void otherCertificates_areNotTrusted(String name) {
    Entries entries = Entries.fresh(client, "{'origin':'" + name + "'}");

    Answer refused = client.get(entries.entry("a"));

    assertEquals("origin-unavailable", refused.problem());
    assertTrue(refused.text().contains("certificate is not trusted"), refused::text);
  }
}
