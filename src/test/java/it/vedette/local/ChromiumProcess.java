package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A headless Chromium with an empty profile, which is steered by its DevTools protocol. */
public final class ChromiumProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final RunFolder folder;
  private final Path profile;
  private final ChildProcess process;

  private ChromiumProcess(RunFolder folder, String trusted) {
    this.folder = folder;
    this.profile = folder.folder("profile");
    this.process =
        new ChildProcess(
            folder,
            new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox", // as root, in a container, there is no other way
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--ignore-certificate-errors-spki-list=" + trusted,
                "about:blank"),
            new LogFile(folder.path().resolve("chromium.log")));
  }

  /**
   * Starts one, and returns when it can be steered.
   *
   * @throws UncheckedIOException when the program is not on the PATH
   */
  public static ChromiumProcess start() {
    return start("");
  }

  /** The same, trusting servers whose certificates that authority has issued. */
  public static ChromiumProcess start(Authority trusted) {
    return start(trusted.fingerprint());
  }

  private static ChromiumProcess start(String trusted) {
    RunFolder folder = RunFolder.create();
    try {
      ChromiumProcess chromium = new ChromiumProcess(folder, trusted);
      chromium.process.start();
      Await.until(
          () -> "Chromium, " + chromium.process.log().tail(),
          START,
          () -> chromium.devTools().getPort() > 0);
      return chromium;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Where its DevTools protocol is. */
  public URI devTools() {
    try {
      List<String> lines = Files.readAllLines(profile.resolve("DevToolsActivePort"));
      return URI.create("http://127.0.0.1:" + Integer.parseInt(lines.get(0)));
    } catch (IOException notYet) {
      throw new UncheckedIOException(notYet);
    }
  }

  /** What it has printed so far. */
  public String log() {
    return process.log().text();
  }

  /** Kills it and removes its files. */
  @Override
  public void close() {
    folder.close();
  }
}
