package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of its own for those who attack it: no other test shall see a restart of it. */
final class HostileTarget {
  private static final int MEGABYTES = 512;

  private HostileTarget() {}

  static VedetteServer server() {
    return Own.SERVER;
  }

  static Client client() {
    return new Client(server().base());
  }

  /** It is ready, holds nothing, has complained of nothing, and would still fit into its pod. */
  static void assertUnharmed() throws IOException {
    assertTrue(server().isRunning(), server()::log);
    Client client = client();
    Await.until(
        "nothing in flight, ready",
        Duration.ofSeconds(40),
        () ->
            gauge(client, "requests_in_flight") == 0
                && gauge(client, "request_bytes_in_flight") == 0
                && client.get("/health/ready").status() == 200);
    assertEquals(
        List.of(),
        server()
            .log()
            .lines()
            .filter(line -> line.matches("\\[.*\\] .* [EW] .*"))
            .filter(line -> !line.contains("vedette.access.open")) // as it is for these tests
            .filter(line -> !line.contains("The Redis master is away")) // on a busy machine
            .toList());
    assertTrue(residentMegabytes() < MEGABYTES, "resident: " + residentMegabytes() + " MB");
  }

  static long gauge(Client client, String name) {
    return client
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToLong(number -> (long) Double.parseDouble(number))
        .sum();
  }

  private static long residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(server().pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
        .sum();
  }

  /** Started once, by whoever asks first; it stops with the virtual machine. */
  private static final class Own {
    private static final VedetteServer SERVER = Target.start(Map.of("http2", "on"));
  }
}
