package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What an operator expects of the image that {@code -Dvedette.image} names. */
@Tag("image")
class ImageIT {
  private static final String IMAGE = System.getProperty("vedette.image", "");
  private static final int CLIENTS = 32;
  private static final int ROUNDS = 150;

  private static final VedetteServer server = Target.server();

  @Test
  void process_isAnOrdinaryUsersWithoutCapabilities() throws Exception {
    String status = proc("status");

    assertFalse(field(status, "Uid").matches("0\\s.*"), status);
    assertTrue(field(status, "Gid").matches("0\\s.*"), status);
    assertEquals(0, Long.parseLong(field(status, "CapEff"), 16));
  }

  @Test
  void archiveOfClasses_isInUse() throws Exception {
    assertTrue(proc("maps").contains("/opt/vedette/trained/classes."));
  }

  @Test
  void log_ofAHealthyStart_hasNoErrorAndNoWarning() {
    List<String> bad =
        server
            .log()
            .lines()
            .filter(line -> line.matches("\\[.*\\] \\w{8} \\S+ +[EW] .*"))
            .filter(line -> !line.contains("vedette.access.open")) // as it is for these tests
            .toList();

    assertEquals(List.of(), bad);
  }

  @Test
  void image_withoutAWordOfWhoMayCall_doesNotStart() {
    try (VedetteServer closed = Target.launch(Map.of("VEDETTE_ACCESS_OPEN", "false"))) {
      assertNotEquals(0, closed.awaitEnd(), closed::log);
      assertTrue(closed.log().contains("nobody could call"), closed::log);
    }
  }

  @Test
  void token_isMadeByTheImage_andCounts() throws Exception {
    String run = System.getProperty("vedette.container", "podman run");
    List<String> made =
        output(List.of((run + " --rm " + IMAGE + " token shop cache:read").split(" +", -1)))
            .lines()
            .toList();
    Path file = Files.writeString(Files.createTempFile("credentials", ""), made.get(1) + "\n");
    Map<String, String> settings = Map.of("VEDETTE_ACCESS_CREDENTIALS_FILE", file.toString());
    try (VedetteServer closed = Target.start(settings)) {
      Client client = new Client(closed.base());
      String[] field = {"Authorization", "Bearer " + made.get(0)};
      assertEquals(404, client.get("/api/v1/caches/c/entries/k", field).status());
      assertEquals(401, client.get("/api/v1/caches/c/entries/k").status());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void environmentOfTheImage_hasNoSecret() throws Exception {
    String environment = podman("image", "inspect", "--format", "{{.Config.Env}}", IMAGE);

    assertTrue(environment.contains("WLP_OUTPUT_DIR=/output"), environment);
    assertFalse(environment.toLowerCase(Locale.ROOT).matches(".*(password|secret|token).*"));
  }

  @Test
  void memory_underLoad_staysFarBelowTheLimit(TestReporter reporter) throws Exception {
    Client client = new Client(server.base());
    client.put("/api/v1/caches/load/entries/k", "x".repeat(10_000));
    for (int round = 0; round < ROUNDS; round++) {
      CompletableFuture.allOf(
              IntStream.range(0, CLIENTS)
                  .mapToObj(
                      i -> client.sendAsync("GET", "/api/v1/caches/load/entries/k", new byte[0]))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    long peak = Long.parseLong(field(proc("status"), "VmHWM").replaceAll("\\D", "")) / 1024;
    reporter.publishEntry("peak resident MiB", "" + peak);
    assertTrue(peak < 400, peak + " MiB of 512");
  }

  @Test
  void stop_bySignal_endsWithCodeZero(TestReporter reporter) {
    long start = System.nanoTime();
    try (VedetteServer other = Target.start(Map.of())) {
      reporter.publishEntry("ready after ms", "" + (System.nanoTime() - start) / 1_000_000);

      assertEquals(0, other.stop(), other::log);
    }
  }

  private static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1)
        .strip();
  }

  private static String proc(String file) throws IOException, InterruptedException {
    String pid = podman("inspect", "--format", "{{.State.Pid}}", server.name()).strip();
    return Files.readString(Path.of("/proc", pid, file));
  }

  private static String podman(String... arguments) throws IOException, InterruptedException {
    return output(Stream.concat(Stream.of("podman"), Stream.of(arguments)).toList());
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
