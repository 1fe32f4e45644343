package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is asked to stop. */
@Timeout(600)
class DrainIT {
  private static final Duration DRAIN = Duration.ofSeconds(4);

  @AutoClose private static final RedisSet redis = RedisSet.start();

  private static VedetteServer server() {
    return server(DRAIN);
  }

  private static VedetteServer server(Duration drain) {
    Map<String, String> settings = new HashMap<>(redis.settings());
    settings.put("VEDETTE_DRAIN", drain.toString());
    VedetteServer server = VedetteServer.start(settings);
    server.awaitReady();
    return server;
  }

  @Test
  void terminated_isUnreadyAtOnceAndServesUntilItHasDrained() {
    int clientsBefore = clientsOfRedis();
    try (VedetteServer server = server()) {
      Client client = new Client(server.base());
      Entries entries = Entries.fresh();
      assertEquals("", client.put(entries.entry("k"), "x").header("Connection"));
      assertEquals(200, client.get("/health/ready").status());

      long told = System.nanoTime();
      server.terminate();
      Await.until(
          "unready", Duration.ofSeconds(1), () -> client.get("/health/ready").status() == 503);
      Await.until(
          "the drain is over",
          DRAIN.plusSeconds(1),
          () -> {
            boolean draining = System.nanoTime() - told < DRAIN.minusSeconds(1).toNanos();
            if (draining) {
              assertServed(client, entries);
            }
            return !draining;
          });

      assertEquals(0, server.awaitEnd());
      assertTrue(server.log().contains("CWWKE0036I"), server.log());
      assertFalse(server.log().contains("CWWKE1102W"), "the server's own quiesce had to wait");
      Await.until(
          "no connection to Redis is left",
          Duration.ofSeconds(5),
          () -> clientsOfRedis() <= clientsBefore);
    }
  }

  private static void assertServed(Client client, Entries entries) {
    Answer read = client.get(entries.entry("k"));
    assertEquals(200, read.status());
    assertEquals("close", read.header("Connection"));
    Answer written = client.put(entries.entry("k"), "y");
    assertEquals(204, written.status());
    assertEquals("close", written.header("Connection"));
    assertEquals("close", client.get(entries.entry("absent")).header("Connection"));
    assertEquals("close", client.get("/no").header("Connection").toLowerCase(Locale.ROOT));
    assertEquals(200, client.get("/health/live").status());
  }

  private static int clientsOfRedis() {
    return Integer.parseInt(redis.master().info("clients").get("connected_clients"));
  }

  @Test
  void terminated_answersTheUploadInFlight_andWaitsForNoIdleOrHalfRequest() throws Exception {
    try (VedetteServer server = server();
        RawConnection idle = RawConnection.to(server.base());
        RawConnection half = RawConnection.to(server.base());
        RawConnection upload = RawConnection.to(server.base())) {
      idle.send("GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n");
      assertTrue(idle.readHead().startsWith("HTTP/1.1 200"));
      half.send("GET /api/v1/status HTTP/1.1\r\nHo");
      upload.send(
          "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na"
              .formatted(Entries.fresh().entry("slow")));
      awaitInFlight(new Client(server.base()));
      server.terminate();
      Await.until(
          "the drain is over",
          DRAIN.plusSeconds(5),
          () -> server.log().contains("Waiting for 1 request"));
      assertTrue(server.isRunning());

      upload.send("b");
      long sent = System.nanoTime();
      String answer = upload.readHead();

      assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertEquals(0, server.awaitEnd());
      Duration took = Duration.ofNanos(System.nanoTime() - sent);
      assertTrue(took.compareTo(Duration.ofSeconds(6)) < 0, "it took " + took);
    }
  }

  private static void awaitInFlight(Client client) {
    Await.until(
        "the upload is in flight",
        Duration.ofSeconds(5),
        () ->
            client
                .get("/metrics")
                .text()
                .contains("requests_in_flight{mp_scope=\"application\",} 1.0"));
  }

  @Test
  void terminatedTwice_endsWithoutDraining() {
    Duration drain = Duration.ofSeconds(30);
    try (VedetteServer server = server(drain)) {
      Client client = new Client(server.base());
      long told = System.nanoTime();
      server.terminate();
      Await.until(
          "unready", Duration.ofSeconds(1), () -> client.get("/health/ready").status() == 503);
      server.terminate();

      assertEquals(143, server.awaitEnd());
      Duration took = Duration.ofNanos(System.nanoTime() - told);
      assertTrue(took.compareTo(drain) < 0, "it took " + took);
    }
  }
}
