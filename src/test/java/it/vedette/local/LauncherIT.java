package it.vedette.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class LauncherIT {
  private static final Duration START = Duration.ofMinutes(2);

  private final int port = Ports.free();
  private final Path temporary;
  private int launches;

  LauncherIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  /** Also after a failure: a launch that was killed left its processes to this one. */
  @AfterEach
  void cleanUp() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(taken.isBound());
      launch().process().waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("4: a killed launch is cleaned up by the next one, which leaves nothing itself")
  void launch_afterAKilledOne_cleansUpAndLeavesNothing() throws Exception {
    Launch killed = launch();
    killed.awaitText("Ctrl-C stops everything.");
    killed.process().destroyForcibly().waitFor();
    assertEquals(2, folders().size());

    Launch next = launch();
    next.awaitText("Removed what an earlier run left behind: 7 process(es)");
    next.awaitText("Ctrl-C stops everything.");
    assertEquals(2, folders().size());
    next.process().destroy();

    assertEquals(143, next.awaitEnd());
    assertEquals(List.of(), folders());
    assertTrue(Ports.isFree(port));
  }

  @Test
  void serverDies_stopsRedisAndShowsTheLog() throws Exception {
    Launch launch = launch();
    launch.awaitText("Ctrl-C stops everything.");
    launch
        .process()
        .descendants()
        .filter(LauncherIT::isJava)
        .forEach(ProcessHandle::destroyForcibly);

    assertEquals(1, launch.awaitEnd());
    launch.awaitText("The server has ended with code 137, the end of");
    launch.awaitText("The vedette server is ready");
    assertEquals(List.of(), folders());
  }

  @Test
  void portTaken_saysHowToChooseAnotherOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(taken.isBound());
      Launch launch = launch();

      assertEquals(1, launch.awaitEnd());
      assertEquals(
          "Port " + port + " is taken. Choose another one: ./mvnw -Dhttp.port=9081",
          launch.log().text().strip());
      assertEquals(List.of(), folders());
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("vedette")).toList();
    }
  }

  private Launch launch() throws IOException {
    LogFile log = new LogFile(temporary.resolve("launch-" + ++launches));
    Process process =
        JavaMain.of(Launcher.class, "-Dhttp.port=" + port, "-Djava.io.tmpdir=" + temporary)
            .redirectErrorStream(true)
            .redirectOutput(log.path().toFile())
            .start();
    return new Launch(process, log);
  }

  private record Launch(Process process, LogFile log) {
    void awaitText(String text) {
      Await.until(() -> text + " in " + log.tail(), START, () -> log.text().contains(text));
    }

    int awaitEnd() throws InterruptedException {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), log.tail());
      return process.exitValue();
    }
  }
}
