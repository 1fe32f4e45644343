package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A HAProxy that sends requests to the servers that are ready, as a Service of Kubernetes does. It
 * hides nothing: no retry, and no other server for a request that failed.
 */
public final class HaproxyProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunFolder folder;
  private final int port = Ports.free();
  private final int statisticsPort = Ports.free();
  private final ChildProcess process;

  private HaproxyProcess(RunFolder folder, List<Integer> servers) {
    this.folder = folder;
    Path file = folder.secret("haproxy.cfg", configuration(servers));
    this.process =
        new ChildProcess(
            folder,
            new ProcessBuilder("haproxy", "-db", "-f", file.toString()),
            new LogFile(folder.path().resolve("haproxy.log")));
  }

  /** Whether the program is on the PATH. */
  public static boolean isInstalled() {
    return Programs.isInstalled("haproxy");
  }

  /**
   * Starts one.
   *
   * @param servers the ports of all servers that there will ever be; none needs to run yet
   */
  public static HaproxyProcess start(List<Integer> servers) {
    RunFolder folder = RunFolder.create();
    try {
      HaproxyProcess haproxy = new HaproxyProcess(folder, servers);
      haproxy.process.start();
      return haproxy;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private String configuration(List<Integer> servers) {
    String lines =
        servers.stream()
            .map(server -> "  server %1$d 127.0.0.1:%1$d".formatted(server))
            .collect(Collectors.joining("\n"));
    return """
        defaults
          mode http
          timeout connect 2s
          timeout client 60s
          timeout server 60s
          timeout check 10s
          retries 0
          no option redispatch
        frontend service
          bind 127.0.0.1:%d
          default_backend servers
        backend servers
          http-reuse always
          option httpchk GET /health/ready
          default-server check inter 1s fall 1 rise 1
        %s
        frontend statistics
          bind 127.0.0.1:%d
          stats enable
          stats uri /
        """
        .formatted(port, lines, statisticsPort);
  }

  /** Where clients go. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Waits until it sends requests to exactly those ports. */
  public void awaitUp(Set<Integer> ports) {
    Await.until(
        () -> "the servers %s, now %s, %s".formatted(ports, up(), process.log().tail()),
        PATIENCE,
        () -> up().equals(ports));
  }

  private Set<Integer> up() {
    return servers().entrySet().stream()
        .filter(server -> "UP".equals(server.getValue().get("status")))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What it counted for each server, by port and by the names of its own statistics. */
  public Map<Integer, Map<String, String>> servers() {
    List<List<String>> rows =
        statistics().lines().map(line -> List.of(line.split(",", -1))).toList();
    List<String> names = rows.get(0);
    Map<Integer, Map<String, String>> servers = new HashMap<>();
    for (List<String> row : rows) {
      if (row.size() == names.size() && row.get(1).matches("\\d+")) {
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
          facts.put(names.get(i), row.get(i));
        }
        servers.put(Integer.valueOf(row.get(1)), facts);
      }
    }
    return servers;
  }

  private String statistics() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statisticsPort + "/;csv"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills it and removes its files. */
  @Override
  public void close() {
    folder.close();
  }
}
