package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/** One process of a {@link RedisSet}: a node or a sentinel, on a port that it keeps. */
public final class RedisProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final int port;
  private final String password;
  private final SocketFactory sockets;
  private final ChildProcess process;

  RedisProcess(
      String name, int port, String password, SocketFactory sockets, ChildProcess process) {
    this.name = name;
    this.port = port;
    this.password = password;
    this.sockets = sockets;
    this.process = process;
  }

  /** The port, the same over all restarts. */
  public int port() {
    return port;
  }

  /** The number of the process, a new one after every start. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process is there; a paused one is. */
  public boolean isRunning() {
    return process.isRunning();
  }

  /**
   * Starts it again, with the same port, configuration and data, and returns when it answers. A
   * former master comes back as a master; the sentinels make it a replica some seconds later. Does
   * nothing when it runs already.
   */
  public void start() {
    process.start();
    awaitAnswer();
  }

  /** Only starts the process, so that several can come up at the same time. */
  void launch() {
    process.start();
  }

  /** It loads its data first: after many fail-overs, and on a busy machine, that takes a while. */
  void awaitAnswer() {
    Await.until(
        () -> "an answer of " + this + ", " + tail(),
        Duration.ofMinutes(1),
        () -> "PONG".equals(command("PING")));
  }

  /** SIGKILL: no goodbye to anybody. Returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM: it saves and says goodbye. Returns when the process is gone, paused or not. */
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** SIGSTOP: connections stay open and are accepted, but nothing is answered. */
  public void pause() {
    process.pause();
  }

  /** SIGCONT: goes on where it was paused, and answers what has arrived meanwhile. */
  public void resume() {
    process.resume();
  }

  /**
   * One command over a connection of its own: a text as it is, a list with one item on each line,
   * an absent value as {@code (nil)}.
   *
   * @throws IllegalStateException with the words of Redis, when it answers with an error
   * @throws UncheckedIOException when it is away, or silent for five seconds
   */
  public String command(String... words) {
    return call(words).toString();
  }

  /** The same as another user, who has the password that was there at the start. */
  public String commandAs(String user, String... words) {
    return call(List.of("AUTH", user, password), words).toString();
  }

  /** The same, with the items of the answer in their places. */
  public Reply call(String... words) {
    return call(List.of("AUTH", password), words);
  }

  private Reply call(List<String> login, String... words) {
    try (RespClient client = new RespClient(sockets, port, PATIENCE)) {
      client.call(login.toArray(String[]::new));
      return client.call(words);
    } catch (IOException e) {
      throw new UncheckedIOException(this + ": " + e.getMessage(), e);
    }
  }

  /** The fields of one section of INFO, such as {@code replication}. */
  public Map<String, String> info(String section) {
    return command("INFO", section)
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.split(":", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  String tail() {
    return process.log().tail();
  }

  @Override
  public String toString() {
    return name + " at 127.0.0.1:" + port;
  }
}
