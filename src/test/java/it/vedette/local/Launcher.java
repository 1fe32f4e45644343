package it.vedette.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Starts a Redis Sentinel set and a server, says where they are, and stays until it is interrupted.
 *
 * <p>The system property {@code http.port} names the port. Variables VEDETTE_… and MP_JWT_… of the
 * environment reach the server. When something does not start, or when the server ends by itself,
 * everything is stopped and the exit code is 1.
 */
public final class Launcher {
  private static final PrintStream OUT = System.out;
  private static final String OPEN =
      """
      Open: whoever is on this machine may do anything, without a credential. Only localhost is
      listened to. VEDETTE_ACCESS_CREDENTIALS_FILE closes it.

      Ctrl-C stops everything.
      """;
  private static final String CLOSED =
      """
      Closed: only who shows a credential is answered (Authorization: Bearer ...).

      Ctrl-C stops everything.
      """;

  private Launcher() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run(Integer.getInteger("http.port", 9080));
    } catch (RuntimeException e) {
      if (AtExit.ending()) {
        awaitEnd();
      }
      OUT.println(e.getMessage());
      System.exit(1); // an exception would bury the message under Maven's own
    }
  }

  private static void run(int port) throws InterruptedException {
    Orphans.remove().ifPresent(OUT::println); // first: an orphaned server may hold the port
    if (!Ports.isFree(port)) {
      throw new IllegalStateException(
          "Port %d is taken. Choose another one: ./mvnw -Dhttp.port=9081".formatted(port));
    }
    AtExit.close(() -> OUT.println("Stopped."));
    OUT.println("Starting Redis, its sentinels and the server ...");
    long start = System.nanoTime();
    try (RedisSet set = RedisSet.start()) {
      double redisSeconds = seconds(start);
      Map<String, String> settings = settings(set);
      try (VedetteServer server = VedetteServer.start(settings, port)) {
        server.awaitReady();
        OUT.println(block(set, server, redisSeconds, seconds(start) - redisSeconds));
        OUT.println(VedetteServer.isOpen(settings) ? OPEN : CLOSED);
        awaitEndOf(server);
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static Map<String, String> settings(RedisSet set) {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.keySet().removeIf(name -> !name.matches("(VEDETTE|MP_JWT)_.*|management(_port)?"));
    settings.putAll(set.settings());
    return settings;
  }

  /** An interrupt from the terminal reaches the server too; then its end is no news. */
  private static void awaitEndOf(VedetteServer server) throws InterruptedException {
    int code = server.onExit().join().exitValue();
    try {
      Await.until("our own end", Duration.ofSeconds(1), AtExit::ending);
    } catch (IllegalStateException itEndedAlone) {
      throw new IllegalStateException(
          "The server has ended with code " + code + ", " + server.logFile().tail());
    }
    awaitEnd();
  }

  /** Until the shutdown hooks are done and the JVM is gone: returning would make Maven report. */
  private static void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static String block(
      RedisSet set, VedetteServer server, double redisSeconds, double serverSeconds) {
    String sentinels =
        set.sentinels().stream()
            .map(sentinel -> "127.0.0.1:" + sentinel.port())
            .collect(Collectors.joining(" "));
    String text =
        """

        Vedette is ready. (Redis took %.1f s, the server %.1f s)

          API        {base}/api/v1
          Health     {management}/health
          Metrics    {management}/metrics
          OpenAPI    {management}/openapi/ui
          Sentinels  %s
          Log        %s

        Try it:

          curl -i -X PUT {base}/api/v1/caches/demo/entries/hello -d 'Hello, world' -H 'Content-Type: text/plain'
          curl -i {base}/api/v1/caches/demo/entries/hello

        """;
    return text.formatted(redisSeconds, serverSeconds, sentinels, server.logFile().path())
        .replace("{base}", server.base().toString())
        .replace("{management}", server.management().toString());
  }
}
