package io.vedette.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Prepares quick starts while an image is built: writes the options of the JVM, starts the server
 * once, calls it, stops it, and keeps its classes and its work area.
 */
public final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String API = "http://localhost:9080";
  private static final String MANAGEMENT = "http://localhost:9090";

  /**
   * Java 25 keeps classes as they were linked, and which methods were hot, beside their archive.
   */
  private static final boolean LINKS = Runtime.version().feature() >= 25;

  private static final Logger LOG = Logger.getLogger(Training.class.getName());

  private final Path home;
  private final Path trained;
  private final Path output;

  private Training(Path home, Path output) {
    this.home = home;
    this.trained = home.resolve("trained");
    this.output = output;
  }

  /**
   * Takes the folder of the server, in which {@code trained} gets what was learnt, and a folder to
   * make that a container may write to.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Training(Path.of(arguments[0]), Path.of(System.getenv(Start.OUTPUT))).run();
    // Also for a user that the platform chooses: its group is 0.
    Files.setPosixFilePermissions(
        Files.createDirectories(Path.of(arguments[1])),
        PosixFilePermissions.fromString("rwxrwxr-x"));
  }

  private void run() throws IOException, InterruptedException {
    if (status(MANAGEMENT) != 0) {
      throw new IllegalStateException("another server answers at " + MANAGEMENT);
    }
    Files.createDirectories(trained);
    Path options = trained.resolve("java.options");
    Path archive = trained.resolve(LINKS ? "classes.aot" : "classes.jsa");
    List<String> lines = options();
    Files.write(options, lines);
    train(options, archive);
    if (Files.exists(archive)) {
      lines.add((LINKS ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
      Files.write(options, lines);
    } else {
      LOG.warning("This JVM makes no archive of classes: containers will start more slowly");
    }
    Files.move(output.resolve(Start.SERVER).resolve(Start.WORK_AREA), trained.resolve("workarea"));
  }

  /** What the server's own script would give to the JVM, and the class path. */
  private List<String> options() throws IOException {
    Path wlp = home.resolve("wlp");
    String platform = Runtime.version().feature() >= 24 ? "java24.options" : "java9.options";
    List<String> lines = new ArrayList<>();
    for (Path file :
        List.of(
            wlp.resolve("usr/servers/vedette/jvm.options"),
            wlp.resolve("lib/platform/java").resolve(platform))) {
      try (Stream<String> all = Files.lines(file)) {
        all.map(String::strip).filter(line -> !line.matches("(#.*)?")).forEach(lines::add);
      }
    }
    lines.add("-Djava.awt.headless=true");
    lines.add("-cp");
    lines.add(home.resolve("start.jar") + ":" + wlp.resolve("bin/tools/ws-server.jar"));
    return lines;
  }

  private static void train(Path options, Path archive) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options,
                (LINKS ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive,
                Start.class.getName())
            .inheritIO()
            .start();
    try {
      await(server);
      for (String path : List.of("/health", "/metrics", "/openapi")) {
        status(MANAGEMENT + path);
      }
      for (String path : List.of("/status", "/caches/c/entries/k", "/caches/c/entries?limit=1")) {
        status(API + "/api/v1" + path);
      }
      server.destroy();
      if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not stop");
      }
    } finally {
      server.destroyForcibly();
    }
  }

  private static void await(Process server) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (status(MANAGEMENT + "/health/live") != 200) {
      if (System.nanoTime() > end || server.waitFor(200, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the server does not start");
      }
    }
  }

  /** The status of an answer; 0 when there is none. */
  private static int status(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      return connection.getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
