package io.vedette.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.push.PushFailure.Reason;
import it.vedette.local.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A push over TLS: to an address that was checked, by the name of the target. */
@Timeout(60)
class SecurePushTest {
  private static final String NAMES = "dns:hooks.example,ip:127.0.0.1";

  private static Authority authority;
  private static HttpsServer server;

  private final Pushes pushes = new Pushes("127.0.0.1");

  /** Answers with the name that TLS was asked for, and with {@code Host}. */
  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    authority = Authority.in(folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(authority.context(authority.issue("target", NAMES))));
    server.createContext("/", SecurePushTest::answer);
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
    List<String> names =
        session.getRequestedServerNames().stream()
            .map(name -> ((SNIHostName) name).getAsciiName())
            .toList();
    byte[] body = (names + " " + exchange.getRequestHeaders().getFirst("Host")).getBytes(US_ASCII);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterAll
  static void end() {
    server.stop(0);
  }

  @AfterEach
  void stop() {
    pushes.close();
  }

  private static PushTarget target(String host, Optional<Path> trust) {
    TargetUrl url = new TargetUrl("https://" + host + ":" + server.getAddress().getPort() + "/");
    return new PushTarget(url, true, trust, 1);
  }

  private String pushed(PushTarget target) {
    return Pushes.body(pushes.send(target, Pushes.LONG).join())
        .replace(":" + server.getAddress().getPort(), "");
  }

  @Test
  void nameIsAskedFor_andChecked() {
    Optional<Path> trust = Optional.of(authority.certificate());

    assertEquals("[hooks.example] hooks.example", pushed(target("hooks.example", trust)));
    assertEquals("[hooks.example] hooks.example.", pushed(target("Hooks.Example.", trust)));
    assertEquals("[] 127.0.0.1", pushed(target("127.0.0.1", trust)));
  }

  @Test
  void certificateOfAnotherName_isNotTrusted() {
    PushTarget other = target("other.example", Optional.of(authority.certificate()));

    assertEquals(Reason.TLS, pushes.reason(other, Pushes.LONG));
  }

  /** A connection of the first is still open when the second would use it. */
  @Test
  void certificateThatAnotherTargetTrusts_isNotTrusted() {
    pushed(target("hooks.example", Optional.of(authority.certificate())));

    assertEquals(Reason.TLS, pushes.reason(target("hooks.example", Optional.empty()), Pushes.LONG));
  }

  @Test
  void trustThatCannotBeRead_isTold_untilItCan(@TempDir Path folder) throws IOException {
    Path late = folder.resolve("late.crt");
    PushTarget target = target("hooks.example", Optional.of(late));

    assertEquals(Reason.TLS, pushes.reason(target, Pushes.LONG));
    Files.copy(authority.certificate(), late);
    assertEquals("[hooks.example] hooks.example", pushed(target));
  }
}
