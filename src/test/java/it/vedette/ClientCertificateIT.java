package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Ports;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers with a client certificate. */
class ClientCertificateIT {
  private static final String PASSWORD = "of-a-test-key";
  private static final int PORT = Ports.free();
  private static final CallersFile CALLERS = new CallersFile();
  private static final RedisSet REDIS = RedisSet.start();

  private static Path folder;
  private static VedetteServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    folder = directory;
    key("server", "san=dns:localhost");
    for (String client : new String[] {"known", "unknown", "stranger"}) {
      key(client, "eku=clientAuth");
    }
    trust("clients", "known", "unknown");
    trust("servers", "server");
    CALLERS.add("till sha256:" + fingerprint("known") + " cache:read never");
    Map<String, String> settings = new HashMap<>(REDIS.settings());
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", CALLERS.path().toString());
    settings.put("tls", "on");
    settings.put("https_port", Integer.toString(PORT));
    settings.put("tls_key_store", store("server").toString());
    settings.put("tls_key_store_password", PASSWORD);
    settings.put("tls_trust_store", store("clients").toString());
    settings.put("tls_trust_store_password", PASSWORD);
    server = VedetteServer.start(settings);
    server.awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
    REDIS.close();
    CALLERS.close();
  }

  private static Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private static void key(String name, String extension) throws Exception {
    Keytool.run(
        store(name),
        PASSWORD,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-ext",
        extension);
  }

  private static void trust(String name, String... trusted) throws Exception {
    for (String each : trusted) {
      Path certificate = folder.resolve(each + ".der");
      Keytool.run(
          store(each), PASSWORD, "-exportcert", "-alias", each, "-file", certificate.toString());
      Keytool.run(
          store(name),
          PASSWORD,
          "-importcert",
          "-noprompt",
          "-alias",
          each,
          "-file",
          certificate.toString());
    }
  }

  private static String fingerprint(String name) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(Files.readAllBytes(folder.resolve(name + ".der"))));
  }

  private static KeyStore load(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** Asks with the certificate of that name; with none when it is empty. */
  private static int get(String certificate, String... fields) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load("servers"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate.isEmpty() ? null : load(certificate), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:%d/api/v1/caches/c/entries/k".formatted(PORT)))
            .timeout(Duration.ofSeconds(20));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request.build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void knownCertificate_isACredential() throws Exception {
    assertEquals(404, get("known"));
  }

  @Test
  void certificateThatNobodyWroteDown_isNone_thoughItsAuthorityIsTrusted() throws Exception {
    assertEquals(401, get("unknown"));
  }

  @Test
  void withoutCertificate_aTokenCounts_andNothingElse() throws Exception {
    assertEquals(401, get(""));
    String token = CALLERS.token("shop", "cache:read");
    it.vedette.local.Await.until(
        "the token counts",
        Duration.ofSeconds(20),
        () -> 404 == status("Authorization", "Bearer " + token));
  }

  private static int status(String... fields) {
    try {
      return get("", fields);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void badToken_isNotSavedByTheCertificate() throws Exception {
    assertEquals(401, get("known", "Authorization", "Bearer vdt_x"));
  }

  @Test
  void certificateOfAnotherAuthority_isNotEvenSent() throws Exception {
    assertEquals(401, get("stranger"));
  }
}
