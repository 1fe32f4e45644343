package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one start of the server leaves for those after it, as in the image: its work area, keys that
 * it has made, and an archive of classes, beside the server in {@code target/liberty}. It halves
 * the time of a start.
 */
final class PreparedStart {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> KEPT = List.of("workarea", "resources");

  /** What loads the classes that most tests need. */
  private static final Map<String, String> USE =
      Map.of(
          "/metrics", "GET",
          "/openapi", "GET",
          "/api/v1/status", "GET",
          "/api/v1/caches", "GET",
          "/api/v1/caches/c/entries/k", "PUT",
          "/api/v1/caches/c/entries/absent", "GET",
          "/api/v1/sessions", "POST");

  private final Path folder;
  private final Path archive;
  private final Path madeFor;
  private final Path server;

  /**
   * That of a server.
   *
   * @param wlp the home of Open Liberty
   * @param name of the server
   */
  PreparedStart(Path wlp, String name) {
    folder = wlp.resolveSibling("prepared").resolve(name);
    archive = folder.resolve("classes.jsa");
    madeFor = folder.resolve("made-for");
    server = wlp.resolve("usr/servers").resolve(name);
  }

  /** Makes that of the server under test anew. Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    LibertyCommand command = new LibertyCommand("vedette");
    command.prepared().make(command);
  }

  private void make(LibertyCommand command) throws IOException {
    if (Files.exists(folder)) {
      RunFolder.delete(folder);
    }
    Files.createDirectories(folder);
    try (RedisSet redis = RedisSet.start();
        RunFolder run = RunFolder.create()) {
      Path output = run.folder("server");
      URI base = URI.create("http://localhost:" + Ports.free());
      Map<String, String> settings = new HashMap<>(redis.settings());
      settings.put("VEDETTE_ACCESS_OPEN", "true");
      ProcessBuilder start = command.at(base.getPort(), output, settings);
      start.command().add(1, "-XX:ArchiveClassesAtExit=" + archive);
      LogFile log = new LogFile(run.path().resolve("server.log"));
      ChildProcess process = new ChildProcess(run, start, log);
      process.start();
      Await.until(log::tail, PATIENCE, () -> status(base, "GET", "/health/ready") == 200);
      USE.forEach((path, method) -> status(base, method, path));
      process.stop(PATIENCE);
      copy(output.resolve(command.name()), folder);
    }
    Files.writeString(madeFor, here());
  }

  private static int status(URI base, String method, String path) {
    try {
      HttpURLConnection call = (HttpURLConnection) base.resolve(path).toURL().openConnection();
      call.setRequestMethod(method);
      return call.getResponseCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another Java, or a newer build, starts from nothing. */
  private String here() throws IOException {
    try (Stream<Path> files = Files.walk(server)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> file + " " + file.toFile().lastModified() + "\n")
          .reduce(Runtime.version() + "\n", String::concat);
    }
  }

  private boolean isMadeForThis() throws IOException {
    return Files.exists(madeFor) && Files.readString(madeFor).equals(here());
  }

  /** Gives it to a server that is to start there; returns the options that its Java needs. */
  List<String> giveTo(Path output) throws IOException {
    if (!isMadeForThis()) {
      return List.of();
    }
    copy(folder, output);
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  private static void copy(Path from, Path to) throws IOException {
    for (String kept : KEPT) {
      try (Stream<Path> files = Files.walk(from.resolve(kept))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }
}
