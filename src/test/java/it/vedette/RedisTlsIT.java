package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Authority;
import it.vedette.local.Authority.Issued;
import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to Redis and the sentinels, which want to see a certificate of their clients, too. */
class RedisTlsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  @AutoClose
  private static final Deployment deployment =
      Deployment.on(RedisSet.startTls(Duration.ofSeconds(2)), List.of(Map.of()));

  private static final RedisSet redis = deployment.redis;
  private static final VedetteServer server = deployment.server();

  private static VedetteServer startWith(String... changes) {
    Map<String, String> settings = new HashMap<>(redis.settings());
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    VedetteServer started = VedetteServer.start(settings);
    started.awaitLive();
    return started;
  }

  private static void awaitLine(VedetteServer server, String line) {
    Await.until(() -> "'" + line + "' in " + server.log(), SOON, () -> server.log().contains(line));
  }

  private static void assertNotReady(VedetteServer server) {
    assertEquals(503, new Client(server.base()).get("/health/ready").status());
  }

  @Test
  void processes_speakNothingButTls() throws Exception {
    for (RedisProcess process :
        Stream.concat(redis.nodes().stream(), redis.sentinels().stream()).toList()) {
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
        plain.setSoTimeout((int) SOON.toMillis());
        plain.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("", answer(plain), process::toString);
      }
    }
    for (RedisProcess node : redis.nodes()) {
      assertEquals("port\n0", node.command("CONFIG", "GET", "port"));
    }
  }

  /** Until the end of the connection, which may be rude. */
  private static String answer(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\P{Print}.*", "");
    } catch (IOException reset) {
      return "";
    }
  }

  @Test
  void masterKilled_underLoad_writesComeBack() {
    Client client = new Client(server.base());
    Entries entries = Entries.fresh();
    client.put(entries.entry("before"), "kept");
    RedisProcess master = redis.master();
    Load load = new Load(server.base(), entries, 0);
    load.start();
    try {
      load.awaitAcknowledged(20);
      master.kill();
      load.awaitRefusal();
      load.awaitAcknowledgedAgain();
    } finally {
      load.stop();
      master.start();
    }
    redis.awaitComplete();

    assertEquals(List.of(), load.violations(LONGEST_ANSWER));
    assertEquals("kept", client.get(entries.entry("before")).text());
    Await.until(
        () -> "an answer of all sentinels, " + server.log(),
        SOON,
        () -> sentinelsThatAnswer(client) == 3);
  }

  private static int sentinelsThatAnswer(Client client) {
    return client
        .get("/api/v1/status")
        .json()
        .getJsonObject("redis")
        .getJsonObject("sentinels")
        .getInt("answering");
  }

  @Test
  void authorityUnknownAndMasterMisnamed_areToldOnce_andTrustedOnceBothAreMended(
      @TempDir Path folder) throws IOException {
    Path trusted = folder.resolve("trusted.pem");
    Files.copy(Authority.in(folder).certificate(), trusted);
    Issued misnamed = redis.authority().issue("moved", "dns:elsewhere.example");
    byte[] chain = Files.readAllBytes(file("tls-cert-file"));
    byte[] key = Files.readAllBytes(file("tls-key-file"));
    show(Files.readAllBytes(misnamed.chain()), Files.readAllBytes(misnamed.key()));
    try (VedetteServer careful = startWith("VEDETTE_REDIS_TRUST_STORE", trusted.toString())) {
      for (RedisProcess sentinel : redis.sentinels()) {
        awaitLine(
            careful,
            "No TLS with 127.0.0.1:%d: unable to find valid certification path to requested target"
                .formatted(sentinel.port()));
      }
      assertNotReady(careful);
      assertEquals(3, careful.log().lines().filter(line -> line.contains("No TLS with ")).count());

      Files.copy(redis.authority().certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);

      awaitLine(
          careful,
          "No TLS with 127.0.0.1:%d: No subject alternative names matching IP address 127.0.0.1"
              .formatted(redis.master().port()));
      assertNotReady(careful);

      show(chain, key);

      careful.awaitReady();
    } finally {
      show(chain, key);
    }
  }

  @Test
  void ownCertificateMissing_isToldAndNeverReady() {
    try (VedetteServer nobody = startWith("VEDETTE_REDIS_KEY_STORE", "")) {
      awaitLine(nobody, "No TLS with 127.0.0.1:");
      assertNotReady(nobody);
      assertTrue(nobody.log().contains("certificate_required"), nobody::log);
    }
  }

  @Test
  void sentinelsWithBadCertificates_areRefused() throws IOException {
    Issued misnamed = redis.authority().issue("misnamed", "ip:127.0.0.2,dns:elsewhere.example");
    Issued expired =
        redis.authority().issue("expired", "ip:127.0.0.1", "-startdate", "-3d", "-validity", "1");
    try (TlsListener elsewhere = new TlsListener(redis.authority().context(misnamed));
        TlsListener late = new TlsListener(redis.authority().context(expired));
        VedetteServer careful =
            startWith("VEDETTE_REDIS_SENTINELS", elsewhere.address() + "," + late.address())) {
      awaitLine(
          careful,
          "No TLS with 127.0.0.1:%d: No subject alternative names matching IP address 127.0.0.1"
              .formatted(elsewhere.port()));
      awaitLine(careful, "No TLS with 127.0.0.1:%d: NotAfter: ".formatted(late.port()));
      assertNotReady(careful);
      assertEquals(0, elsewhere.trusting() + late.trusting());
    }
  }

  /** Makes the nodes show another certificate to whoever connects from now on. */
  private static void show(byte[] chain, byte[] key) throws IOException {
    Files.write(file("tls-cert-file"), chain);
    Files.write(file("tls-key-file"), key);
    for (RedisProcess node : redis.nodes()) {
      node.command("CONFIG", "SET", "tls-cert-file", file("tls-cert-file").toString());
    }
  }

  private static Path file(String setting) {
    String answer = redis.nodes().get(0).command("CONFIG", "GET", setting);
    return Path.of(answer.substring(answer.indexOf('\n') + 1));
  }
}
