package it.vedette;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Authority;
import it.vedette.local.Authority.Issued;
import it.vedette.local.Await;
import it.vedette.local.Ports;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers with a client certificate, and TLS with either version of HTTP. */
class ClientCertificateIT {
  private static final String NAME = "dns:localhost";
  private static final int PORT = Ports.free();
  private static final CallersFile CALLERS = new CallersFile();

  private static Authority authority;
  private static Issued known;
  private static Issued stranger;
  private static VedetteServer server;

  @BeforeAll
  static void start(@TempDir Path ours, @TempDir Path theirs) throws Exception {
    authority = Authority.in(ours);
    known = authority.issue("known", NAME);
    stranger = Authority.in(theirs).issue("stranger", NAME);
    CALLERS.add("till sha256:" + fingerprint(known) + " cache:read,cache:write never");
    String store = authority.issue("server", NAME).keyStore().toString();
    Map<String, String> settings = new HashMap<>();
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", CALLERS.path().toString());
    settings.put("tls", "on");
    settings.put("http2", "on");
    settings.put("https_port", Integer.toString(PORT));
    settings.put("tls_key_store", store);
    settings.put("tls_key_store_password", Authority.PASSWORD);
    settings.put("tls_trust_store", store);
    settings.put("tls_trust_store_password", Authority.PASSWORD);
    server = Target.start(settings);
  }

  @AfterAll
  static void stop() {
    server.close();
    CALLERS.close();
  }

  private static String fingerprint(Issued issued) throws Exception {
    try (InputStream chain = Files.newInputStream(issued.chain())) {
      byte[] first =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(chain)
              .iterator()
              .next()
              .getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first));
    }
  }

  /** Asks as who has that certificate. */
  private static int get(Issued certificate, String... fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:%d/api/v1/caches/c/entries/k".formatted(PORT)))
            .timeout(Duration.ofSeconds(20));
    if (fields.length > 0) {
      request.headers(fields);
    }
    try {
      return HttpClient.newBuilder()
          .sslContext(authority.context(certificate))
          .build()
          .send(request.build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void knownCertificate_isACredential() {
    assertEquals(404, get(known));
  }

  @Test
  void certificateThatNobodyWroteDown_isNone_thoughItsAuthorityIsTrusted() {
    assertEquals(401, get(authority.issue("unknown", NAME)));
  }

  @Test
  void certificateOfAnotherAuthority_isNotEvenSent_andATokenCounts() {
    assertEquals(401, get(stranger));
    String token = CALLERS.token("shop", "cache:read");
    Await.until(
        "the token counts",
        Duration.ofSeconds(20),
        () -> 404 == get(stranger, "Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void content_overTls_isStoredInTheVersionThatWasAgreedUpon(HttpClient.Version version)
      throws Exception {
    URI entry =
        URI.create("https://localhost:%d/api/v1/caches/c/entries/%s".formatted(PORT, version));
    byte[] value = new byte[300_000];
    HttpClient client =
        HttpClient.newBuilder().version(version).sslContext(authority.context(known)).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(entry).timeout(Duration.ofSeconds(20));

    var put =
        client.send(
            request.PUT(BodyPublishers.ofByteArray(value)).build(), BodyHandlers.discarding());
    var read = client.send(request.GET().build(), BodyHandlers.ofByteArray());

    assertEquals(201, put.statusCode());
    assertEquals(version, put.version());
    assertArrayEquals(value, read.body());
    assertEquals(version, read.version());
  }

  @Test
  void badToken_isNotSavedByTheCertificate() {
    assertEquals(401, get(known, "Authorization", "Bearer vdt_x"));
  }
}
