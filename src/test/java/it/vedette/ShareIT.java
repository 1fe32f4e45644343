package it.vedette;

import static it.vedette.LimitedServers.assertRefused;
import static it.vedette.LimitedServers.refusals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one of several callers may have in flight. */
@Timeout(600)
class ShareIT {
  private static final byte[] NONE = {};

  /** As many as all callers may have, and twice the share of one. */
  private static final int UPLOADS = 64;

  private static LimitedServers servers;

  private final Entries entries = Entries.fresh();

  @BeforeAll
  static void start() {
    servers =
        new LimitedServers(
            1,
            Map.of("free", "", "slow", "", "waiter", "", "few", ""),
            Map.of(
                "VEDETTE_MAX_IN_FLIGHT",
                "100",
                "VEDETTE_CALLER_MAX_WAITS",
                "2",
                "VEDETTE_CALLERS_TOKEN_FEW_MAX_IN_FLIGHT",
                "2"));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** Slow uploads of one caller take no more than its share, and none of the server's threads. */
  @Test
  void slowBodies_ofOneCaller_leaveRoomForAnother() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < UPLOADS; i++) {
        slow.add(slowBody());
      }
      Await.until(
          "another is served", Duration.ofSeconds(10), () -> isServed(entries.entry("first")));
      for (int i = 0; i < 50; i++) {
        Answer served = servers.put(entries.entry("k" + i), "free", 100);
        assertEquals(201, served.status(), served::text);
        assertEquals(entries.entry("k" + i), served.header("Location"));
      }
      Await.until(
          "the share is used up",
          Duration.ofSeconds(60),
          () -> {
            slow.add(slowBody()); // those before end with their time
            return servers.put(entries.entry("k"), "slow", 1).status() == 429;
          });
      Answer refused = servers.put(entries.entry("k"), "slow", 1);
      assertRefused(refused, "uploads-in-flight", "not-applied");
      assertEquals(201, servers.put(entries.entry("last"), "free", 1).status());
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
    Await.until(
        "the share is given back",
        Duration.ofSeconds(30),
        () -> servers.put(entries.entry("k"), "slow", 1).status() < 300);
  }

  private RawConnection slowBody() {
    try {
      RawConnection connection = RawConnection.to(servers.one().base());
      connection.send(servers.head(entries.entry("slow"), "slow", "Content-Length: 1000") + "x");
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isServed(String path) {
    try {
      return servers.put(path, "free", 100).status() < 300;
    } catch (UncheckedIOException timeout) {
      return false;
    }
  }

  /** Two requests that wait for an entry that somebody else is to fill. */
  private List<CompletableFuture<Answer>> waitFor(String key, String id) {
    Answer given = servers.get(entries.entry(key), "free", "Prefer", "fill-lease");
    assertFalse(given.header("Fill-Lease").isEmpty());
    Client client = servers.client();
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(
          client.sendAsync(
              "GET",
              entries.entry(key),
              NONE,
              "Prefer",
              "fill-lease, wait=10",
              "Authorization",
              servers.bearer(id)));
    }
    Await.until(
        "both wait",
        Duration.ofSeconds(9),
        () -> LimitedServers.metric(servers.one(), "requests_in_flight\\{.*") == 2);
    return waiting;
  }

  private void fill(String key, List<CompletableFuture<Answer>> waiting) {
    servers.put(entries.entry(key), "free", 3);
    waiting.forEach(answer -> assertEquals("xxx", answer.join().text()));
  }

  @Test
  void waits_ofOneCaller_areBounded() {
    List<CompletableFuture<Answer>> waiting = waitFor("k", "waiter");

    assertRefused(
        servers.get(entries.entry("k"), "waiter", "Prefer", "fill-lease, wait=1"),
        "waits-in-flight",
        "");
    assertEquals(404, servers.get(entries.entry("other"), "waiter").status());
    fill("k", waiting);
    Await.until(
        "nobody waits",
        Duration.ofSeconds(5),
        () -> servers.get(entries.entry("other"), "waiter", "Prefer", "wait=1").status() == 404);
    assertTrue(refusals(servers.one(), "caller-waits") > 0);
  }

  @Test
  void requests_ofOneCaller_areBounded() {
    List<CompletableFuture<Answer>> waiting = waitFor("few", "few");

    Answer refused = servers.get(entries.entry("other"), "few");
    assertRefused(refused, "requests-in-flight", "");
    assertEquals("1", refused.header("Retry-After"));
    assertEquals(404, servers.get(entries.entry("other"), "free").status());
    fill("few", waiting);
    Await.until(
        "there is room",
        Duration.ofSeconds(5),
        () -> servers.get(entries.entry("other"), "few").status() == 404);
    assertTrue(refusals(servers.one(), "caller-requests") > 0);
  }
}
