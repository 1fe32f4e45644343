package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than a server of 256 MiB heap can take. */
@Timeout(600)
@Isolated
class OverloadIT {
  private static final int LARGE = 8 * 1024 * 1024;

  /** Together more than the heap. */
  private static final int VALUES = 40;

  @AutoClose private static final VedetteServer server = Target.start(Origins.settings());

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void largeValues_by64Clients_areAnsweredOrRefusedInTime(int mebibytes) throws Exception {
    LargeValues load = new LargeValues(server.base(), mebibytes * 1024 * 1024);

    Map<String, Integer> answers = load.runFor(Duration.ofSeconds(15));
    assertTrue(server.isRunning(), server::log);
    assertEquals(List.of(), load.violations());
    assertFalse(server.log().contains("OutOfMemoryError"), server::log);
    assertTrue(answers.containsKey("GET 503") && answers.containsKey("PUT 503"), answers::toString);
    Client client = new Client(server.base());
    assertNothingInFlight(client);
    Await.until(
        "all is well again",
        Duration.ofSeconds(10),
        () -> client.put(Entries.fresh().entry("k"), "x").status() == 201);
  }

  @Test
  void requests_overTheBound_areRefusedUntilOneEnds() throws Exception {
    try (VedetteServer small = Target.start(Map.of("VEDETTE_MAX_IN_FLIGHT", "2"))) {
      Client client = new Client(small.base());
      Entries entries = Entries.fresh();
      RawConnection gone = upload(small, entries.entry("gone"));
      try (RawConnection slow = upload(small, entries.entry("slow"))) {
        awaitGauge(client, "requests_in_flight", 2);

        assertRefused(client.put(entries.entry("k"), "x"), "not-applied");
        assertRefused(client.delete(entries.entry("k")), "not-applied");
        assertRefused(client.get(entries.entry("k")), "");
        assertRefused(client.get("/api/v1/status"), "");
        assertEquals(200, client.get("/health/live").status());
        assertEquals(200, client.get("/health/ready").status());
        assertTrue(
            client.get("/metrics").text().contains("reason=\"requests\",} 4.0"),
            "refusals counted");

        gone.close();
        awaitGauge(client, "requests_in_flight", 1);
        assertEquals(201, client.put(entries.entry("k"), "x").status());
        slow.send("b");
        assertTrue(slow.readHead().startsWith("HTTP/1.1 201"));
      }
      assertNothingInFlight(client);
    }
  }

  @Test
  void bytes_ofClientsThatLeave_areGivenBack() throws Exception {
    Client client = new Client(server.base());
    Entries entries = Entries.fresh();
    assertEquals(201, client.send("PUT", entries.entry("large"), new byte[LARGE]).status());
    try (RawConnection upload = RawConnection.to(server.base());
        RawConnection chunked = RawConnection.to(server.base());
        RawConnection reader = RawConnection.to(server.base())) {
      upload.send(head("PUT", entries.entry("a"), "Content-Length: " + LARGE));
      upload.send(new byte[1000]);
      chunked.send(head("PUT", entries.entry("b"), "Transfer-Encoding: chunked"));
      chunked.send("100000\r\n");
      chunked.send(new byte[100_000]);
      reader.send(head("GET", entries.entry("large"), "X: y"));
      awaitGauge(client, "requests_in_flight", 3);
      assertTrue(reader.readHead().startsWith("HTTP/1.1 200"));
      assertTrue(gauge(client, "request_bytes_in_flight") > 2 * LARGE);
    }
    assertNothingInFlight(client);
  }

  @Test
  void copies_thatAreNotTaken_areHeldUntilTheyAre_eachOnce() throws Exception {
    Client client = new Client(server.base());
    Entries entries = Entries.fresh(client, "{'near':60}");
    String copied = entries.entry("overload/0");
    client.send("PUT", copied, new byte[LARGE]);
    Await.until(
        "a copy answers",
        Duration.ofSeconds(20),
        () -> client.get(copied).header("Cache-Status").endsWith("; detail=near"));
    try (Stalled readers = new Stalled(entries)) {
      for (int i = 0; i < 3; i++) {
        assertTrue(readers.isGiven(0));
      }
      awaitGauge(client, "request_bytes_in_flight", LARGE);
      assertRefusedOverTheHeap(readers, path -> copy(client, path));
    }
    assertNothingInFlight(client);
  }

  private static void copy(Client client, String path) {
    client.send("PUT", path, new byte[LARGE]);
    client.get(path);
  }

  @Test
  void loadedValues_thatAreNotTaken_areHeldUntilTheyAre() throws Exception {
    Client client = new Client(server.base());
    Entries entries = Entries.fresh(client, "{'origin':'main','jitter':0}");
    String value = "x".repeat(LARGE);
    for (int i = 0; i < VALUES; i++) {
      Origins.MAIN.on("/overload/" + i, value);
    }
    try (Stalled readers = new Stalled(entries)) {
      assertTrue(readers.isGiven(0));
      awaitGauge(client, "request_bytes_in_flight", LARGE);
      assertRefusedOverTheHeap(readers, path -> {});
    }
    assertNothingInFlight(client);
  }

  private static void assertRefusedOverTheHeap(Stalled readers, Consumer<String> prepare)
      throws IOException {
    int given = 0;
    for (int i = 1; i < VALUES; i++) {
      prepare.accept(readers.path(i));
      given += readers.isGiven(i) ? 1 : 0;
    }
    assertTrue(given < VALUES / 2, given + " of " + VALUES);
    assertFalse(server.log().contains("OutOfMemoryError"), server::log);
  }

  /** Clients that read no more than the head of a value. */
  private record Stalled(Entries entries, List<RawConnection> readers) implements AutoCloseable {
    Stalled(Entries entries) {
      this(entries, new ArrayList<>());
    }

    String path(int number) {
      return entries.entry("overload/" + number);
    }

    boolean isGiven(int number) throws IOException {
      RawConnection reader = RawConnection.stalled(server.base(), path(number));
      readers.add(reader);
      return reader.readHead().startsWith("HTTP/1.1 200");
    }

    @Override
    public void close() throws IOException {
      for (RawConnection reader : readers) {
        reader.close();
      }
    }
  }

  private static RawConnection upload(VedetteServer server, String path) throws Exception {
    RawConnection connection = RawConnection.to(server.base());
    connection.send(head("PUT", path, "Content-Length: 2") + "a");
    return connection;
  }

  private static String head(String method, String path, String field) {
    return "%s %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n".formatted(method, path, field);
  }

  private static void assertRefused(Answer refused, String outcome) {
    assertEquals(503, refused.status(), refused::text);
    assertEquals("overloaded", refused.problem());
    assertEquals("1", refused.header("Retry-After"));
    assertTrue(refused.json().getBoolean("retryable"));
    assertEquals(outcome, refused.json().getString("outcome", ""));
  }

  private static void assertNothingInFlight(Client client) {
    awaitGauge(client, "requests_in_flight", 0);
    awaitGauge(client, "request_bytes_in_flight", 0);
  }

  /** Longer than the server waits for a client that sends or takes nothing. */
  private static void awaitGauge(Client client, String name, long value) {
    Await.until(
        () -> "%d in %s, now %d".formatted(value, name, gauge(client, name)),
        Duration.ofSeconds(40),
        () -> gauge(client, name) == value);
  }

  private static long gauge(Client client, String name) {
    return client
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToLong(number -> (long) Double.parseDouble(number))
        .sum();
  }
}
