package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins that break off, never end, lie about lengths, or are not there. */
class OriginFailureIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static OriginTarget target;
  private static final Set<String> asked = ConcurrentHashMap.newKeySet();
  private static ServerSocket rude;

  @BeforeAll
  static void start() throws IOException {
    rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread serving = new Thread(OriginFailureIT::serve, "rude origin");
    serving.setDaemon(true);
    serving.start();
    target =
        OriginTarget.start(
            Map.of(
                "VEDETTE_ORIGINS", "main,rude,gone,narrow",
                "VEDETTE_ORIGINS_RUDE_URL", "http://127.0.0.1:" + rude.getLocalPort() + "/{key}",
                "VEDETTE_ORIGINS_RUDE_TIMEOUT", "1",
                "VEDETTE_ORIGINS_GONE_URL", "http://127.0.0.1:" + Ports.free() + "/{key}",
                "VEDETTE_ORIGINS_NARROW_URL", "http://127.0.0.1:" + rude.getLocalPort() + "/{key}",
                "VEDETTE_ORIGINS_NARROW_TIMEOUT", "2",
                "VEDETTE_ORIGINS_NARROW_MEDIA_TYPES", "text/plain",
                "VEDETTE_ORIGINS_NARROW_CONCURRENCY", "1"));
  }

  @AfterAll
  static void stop() throws IOException {
    target.close();
    rude.close();
  }

  /** One thread for each connection: some of them never end. */
  private static void serve() {
    while (!rude.isClosed()) {
      try {
        Socket socket = rude.accept();
        Thread thread = new Thread(() -> answer(socket), "rude answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Fails in the way that the path names. */
  private static void answer(Socket socket) {
    try (socket) {
      byte[] request = new byte[4096];
      int length = socket.getInputStream().read(request);
      String line = new String(request, 0, Math.max(0, length), StandardCharsets.US_ASCII);
      OutputStream out = socket.getOutputStream();
      asked.add(line.split(" ", 3)[1]);
      String way = line.split("[ /]", 4)[2];
      switch (way) {
        case "short" -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        case "garbage" -> send(out, "not HTTP at all\r\n\r\n");
        case "silent" -> LockSupport.parkNanos(SOON.toNanos());
        case "slow" -> {
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
          drip(out);
        }
        case "endless" -> {
          send(out, "HTTP/1.1 200 OK\r\n\r\n");
          flood(out);
        }
        case "large" -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
        case "headers" ->
            send(
                out,
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Long: "
                    + "x".repeat(20_000)
                    + "\r\n\r\n");
        case "redirect" ->
            send(
                out,
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        case "teapot" -> send(out, "HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n");
        default ->
            send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok");
      }
    } catch (IOException gone) {
      // The caller has closed the connection: what it should do.
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void drip(OutputStream out) throws IOException {
    for (int i = 0; i < 90; i++) {
      send(out, "x");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static void flood(OutputStream out) throws IOException {
    byte[] part = new byte[64 * 1024];
    for (int i = 0; i < 100_000; i++) {
      out.write(part);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "short, 502, bad-origin-answer",
    "garbage, 502, bad-origin-answer",
    "silent, 504, origin-timeout",
    "slow, 504, origin-timeout",
    "endless, 502, bad-origin-answer",
    "large, 502, bad-origin-answer",
    "headers, 502, bad-origin-answer",
    "redirect, 502, bad-origin-answer",
    "teapot, 502, bad-origin-answer"
  })
  void answersOfNoUse_areNamedInTime(String way, int status, String problem) {
    Entries entries = target.cache("{'origin':'rude','maxBytes':1000000}");
    long began = System.nanoTime();

    Answer answer = target.client.get(entries.entry(way + "/1"));

    assertEquals(status, answer.status(), answer::text);
    assertEquals(problem, answer.problem());
    assertTrue(answer.json().getBoolean("retryable"));
    assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos());
    assertEquals(200, target.client.get(entries.entry("fine/1")).status());
  }

  @Test
  void mediaType_thatIsNotAllowed_isRefused() {
    Entries entries = target.cache("{'origin':'narrow'}");

    assertEquals("bad-origin-answer", target.client.get(entries.entry("html")).problem());
  }

  @Test
  void originWithAllItsPlacesTaken_isUnavailable() {
    Entries entries = target.cache("{'origin':'narrow'}");
    var slow = target.client.sendAsync("GET", entries.entry("slow/place"), new byte[0]);
    Await.until("the origin is asked", SOON, () -> asked.contains("/slow/place"));
    Answer refused = target.client.get(entries.entry("html/other"));

    assertEquals(503, refused.status());
    assertEquals("origin-unavailable", refused.problem());
    assertFalse(refused.header("Retry-After").isEmpty());
    assertEquals(504, slow.join().status());
  }

  @Test
  void originThatIsNotThere_isLeftAloneAfterAWhile() {
    Entries entries = target.cache("{'origin':'gone'}");
    for (int i = 0; i < 12; i++) {
      Answer answer = target.client.get(entries.entry("k" + i));
      assertEquals(503, answer.status());
      assertEquals("origin-unavailable", answer.problem());
    }

    Answer last = target.client.get(entries.entry("last"));
    assertTrue(last.json().getString("detail").contains("left alone"), last::text);
    String metrics = target.client.get("/metrics").text();
    assertTrue(
        metrics.contains(
            "origin_circuit_changes_total{mp_scope=\"application\",origin=\"gone\",to=\"open\",} 1.0"),
        metrics);
  }

  @Test
  void originThatFailsAndComesBack_isAskedAgain() {
    Entries entries = target.cache("{'origin':'main','negativeTtl':null}");
    for (int i = 0; i < 10; i++) {
      target.origin.on("/x/" + i, exchange -> OriginServer.send(exchange, 500, "no"));
      assertEquals(502, target.client.get(entries.entry("x/" + i)).status());
    }
    assertEquals(503, target.client.get(entries.entry("y")).status());
    target.origin.on("/y", "back");

    Await.until("it is back", SOON, () -> target.client.get(entries.entry("y")).status() == 200);
    assertEquals(1, target.origin.count("/y"));
  }

  @Test
  void keysThatLeadElsewhere_areNotAskedFor() {
    Entries entries = target.cache("{'origin':'main'}");
    String up =
        java.util.Base64.getUrlEncoder()
            .encodeToString("../secret".getBytes(StandardCharsets.UTF_8));

    Answer answer = target.client.get(entries.entry(up) + "?keyEncoding=base64url");

    assertEquals(502, answer.status());
    assertEquals(0, target.origin.count("/secret"));
    target.origin.on("/with%20space/%C3%BC", "found");
    assertEquals("found", target.client.get(entries.entry("with%20space/%C3%BC")).text());
  }

  @Test
  void policy_withAnOriginThatIsNotConfigured_isRefused() {
    Answer refused =
        target.client.send(
            "PUT",
            Entries.fresh().policy(),
            "{\"origin\":\"elsewhere\"}".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("/origin"), refused::text);
  }
}
