package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One Open Liberty with Vedette, as a process. Several can run at the same time: they share the
 * configuration and the application, and nothing else.
 *
 * <p>The server is the one in {@code target/liberty/wlp}, on the Java that runs us; or a container
 * of the image that the system property {@code vedette.image} names.
 */
public final class VedetteServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(45);
  private static final String IMAGE = System.getProperty("vedette.image", "");
  private static final Map<String, String> NOBODY_TO_DRAIN = Map.of("VEDETTE_DRAIN", "PT0.01S");
  private static final String ACCESS = "VEDETTE_ACCESS_.*|MP_JWT_.*";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunFolder folder;
  private final URI base;
  private final int managementPort;
  private final ChildProcess process;

  private VedetteServer(
      RunFolder folder, URI base, Map<String, String> settings, List<String> inside)
      throws IOException {
    this.folder = folder;
    this.base = base;
    this.managementPort =
        IMAGE.isEmpty() ? LibertyCommand.managementPort(base.getPort(), settings) : Ports.free();
    ProcessBuilder command = command(folder.folder("server"), withDefaults(settings));
    command.command().addAll(0, inside);
    this.process =
        new ChildProcess(folder, command, new LogFile(folder.path().resolve("server.log")));
  }

  private ProcessBuilder command(Path output, Map<String, String> settings) throws IOException {
    return IMAGE.isEmpty()
        ? new LibertyCommand("vedette").at(base.getPort(), output, settings)
        : new ContainerCommand(IMAGE, name()).at(base.getPort(), managementPort, output, settings);
  }

  /** Of the container, when it is one. */
  public String name() {
    return "vedette-" + base.getPort();
  }

  private static Map<String, String> withDefaults(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(NOBODY_TO_DRAIN);
    if (isOpen(settings)) {
      all.put("VEDETTE_ACCESS_OPEN", "true");
    }
    all.putAll(settings);
    return all;
  }

  /** Whether one with these settings takes no credentials: they do not say who may call it. */
  public static boolean isOpen(Map<String, String> settings) {
    return settings.keySet().stream().noneMatch(name -> name.matches(ACCESS));
  }

  /** Starts one on a free port. Does not wait: see {@link #awaitReady()}. */
  public static VedetteServer start(Map<String, String> settings) {
    return start(settings, Ports.free());
  }

  /**
   * Starts one on that port. Does not wait: see {@link #awaitReady()}.
   *
   * @param settings environment variables; others of the name VEDETTE_… are not inherited. Without
   *     {@code VEDETTE_DRAIN} it stops without draining, without any that says who may call it is
   *     open
   * @throws IllegalStateException when the server has not been built
   */
  public static VedetteServer start(Map<String, String> settings, int port) {
    return start(settings, URI.create("http://localhost:" + port), List.of());
  }

  /**
   * Starts one that is reached at {@code base}. Does not wait.
   *
   * @param inside a command that runs the command which follows it, such as on another host
   */
  public static VedetteServer start(Map<String, String> settings, URI base, List<String> inside) {
    RunFolder folder = RunFolder.create();
    try {
      VedetteServer server = new VedetteServer(folder, base, settings, inside);
      server.process.start();
      AtExit.close(server);
      return server;
    } catch (IOException e) {
      folder.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** The address, such as {@code http://localhost:9080}, without a slash at the end. */
  public URI base() {
    return base;
  }

  /** Where health, metrics and OpenAPI are. */
  public URI management() {
    return URI.create("http://" + base.getHost() + ":" + managementPort);
  }

  /**
   * Waits until the server says that it is ready.
   *
   * @throws IllegalStateException with the end of the log, when it ends or takes too long
   */
  public void awaitReady() {
    awaitOk("/health/ready");
  }

  /** Waits until the server says that it is alive, with Redis or without. */
  public void awaitLive() {
    awaitOk("/health/live");
  }

  private void awaitOk(String path) {
    Await.until(
        () -> "200 from " + management() + path + ", " + logFile().tail(),
        START,
        () -> !isRunning() || isOk(path));
    if (!isRunning()) {
      throw new IllegalStateException("the server has ended, " + logFile().tail());
    }
  }

  private boolean isOk(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(management().resolve(path)).timeout(Duration.ofSeconds(5)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * SIGTERM, as a container platform stops it; returns the exit code when the process is gone.
   *
   * @throws IllegalStateException with the end of the log, when it does not end in time
   */
  public int stop() {
    return process.stop(STOP);
  }

  /** SIGTERM; does not wait for the end. */
  public void terminate() {
    process.terminate();
  }

  /** Waits for the end after {@link #terminate()}; returns the exit code. */
  public int awaitEnd() {
    return process.awaitEnd(STOP);
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  /** The number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process is there. */
  public boolean isRunning() {
    return process.isRunning();
  }

  /** Everything that the server has printed so far; stays readable until {@link #close()}. */
  public String log() {
    return logFile().text();
  }

  LogFile logFile() {
    return process.log();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** How many threads the process has; on Linux only. */
  public int threads() {
    return Math.toIntExact(count("task", file -> true));
  }

  /** How many sockets the process has open; on Linux only. */
  public int openSockets() {
    return Math.toIntExact(count("fd", VedetteServer::isSocket));
  }

  private long count(String folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid()), folder))) {
      return files.filter(wanted).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /** Stops the server, hard when it takes too long, and removes its files. */
  @Override
  public void close() {
    AtExit.forget(this);
    try {
      stop();
    } catch (IllegalStateException tooSlow) {
      kill();
    } finally {
      folder.close();
    }
  }
}
