package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One Open Liberty with a servlet application and the files of {@code liberty/session-cache}, as a
 * process. Several can run at the same time.
 */
public final class ServletServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final RunFolder folder;
  private final URI base;
  private final ChildProcess process;

  private ServletServer(RunFolder folder, Map<String, String> settings) throws IOException {
    int port = Ports.free();
    this.folder = folder;
    this.base = URI.create("http://localhost:" + port);
    this.process =
        new ChildProcess(
            folder,
            new LibertyCommand("shop").at(port, folder.folder("server"), settings),
            new LogFile(folder.path().resolve("server.log")));
  }

  /**
   * Starts one on a free port. Does not wait: see {@link #awaitReady()}.
   *
   * @param settings environment variables
   * @throws IllegalStateException when the server has not been built
   */
  public static ServletServer start(Map<String, String> settings) {
    RunFolder folder = RunFolder.create();
    try {
      ServletServer server = new ServletServer(folder, settings);
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

  /**
   * Waits until the server says in its log that it has started, with its application.
   *
   * @throws IllegalStateException with the end of the log, when it ends or takes too long
   */
  public void awaitReady() {
    Await.until(
        () -> "the start, " + process.log().tail(),
        START,
        () -> !process.isRunning() || log().contains("CWWKF0011I"));
    if (!process.isRunning()) {
      throw new IllegalStateException("the server has ended, " + process.log().tail());
    }
  }

  /** Everything that the server has printed so far. */
  public String log() {
    return process.log().text();
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  /** Kills the server and removes its files. */
  @Override
  public void close() {
    AtExit.forget(this);
    folder.close();
  }
}
