package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.vedette.local.HaproxyProcess;
import it.vedette.local.Ports;
import it.vedette.local.VedetteServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Servers are replaced behind a load balancer, under load, {@code -Dreplacements} times, and nobody
 * notices.
 */
@Timeout(1200)
class RollingIT {
  private static final int REPLACEMENTS = Integer.getInteger("replacements", 2);

  /** Errors as HAProxy counts them: nothing may be hidden from the clients either. */
  private static final List<String> ERRORS =
      List.of("econ", "eresp", "wretr", "wredis", "hrsp_5xx", "cli_abrt", "srv_abrt");

  private final Deque<Integer> ports =
      IntStream.range(0, 2 + REPLACEMENTS)
          .mapToObj(i -> Ports.free())
          .collect(Collectors.toCollection(ArrayDeque::new));
  private final Deque<VedetteServer> running = new ArrayDeque<>();
  private final List<VedetteServer> replaced = new ArrayList<>();
  private HaproxyProcess haproxy;

  @BeforeEach
  void start() {
    assumeTrue(
        HaproxyProcess.isInstalled() || "true".equals(System.getenv("CI")),
        "haproxy is not installed: no server is replaced under load");
    haproxy = HaproxyProcess.start(List.copyOf(ports));
    startServer();
    startServer();
    awaitBalanced();
  }

  @AfterEach
  void stop() {
    running.forEach(VedetteServer::close);
    replaced.forEach(VedetteServer::close);
    if (haproxy != null) {
      haproxy.close();
    }
  }

  @Test
  void servers_replacedOneByOneAndScaledIn_failNoRequest() throws Exception {
    try (SteadyLoad load = SteadyLoad.start(haproxy.base())) {
      load.awaitMore();
      for (int i = 0; i < REPLACEMENTS; i++) {
        startServer();
        awaitBalanced();
        terminateOldest();
        load.awaitMore();
      }
      terminateOldest();
      awaitBalanced();
      replaced.forEach(server -> assertEquals(0, server.awaitEnd()));
      load.awaitMore();
      load.stop();

      assertEquals(List.of(), load.failures());
      assertCountedWithoutErrors(load.requests());
    }
  }

  private void assertCountedWithoutErrors(long requests) {
    Map<Integer, Map<String, String>> servers = haproxy.servers();
    assertEquals(2 + REPLACEMENTS, servers.size());
    long counted = 0;
    for (Map.Entry<Integer, Map<String, String>> server : servers.entrySet()) {
      for (String error : ERRORS) {
        assertEquals("0", server.getValue().get(error), error + " of " + server);
      }
      long answered = Long.parseLong(server.getValue().get("req_tot"));
      assertTrue(answered > 0, "no request reached " + server);
      counted += answered;
    }
    assertEquals(requests, counted);
  }

  private void startServer() {
    Map<String, String> settings = new HashMap<>(Target.redis().settings());
    settings.put("VEDETTE_DRAIN", "5");
    VedetteServer server = VedetteServer.start(settings, ports.remove());
    running.add(server);
    server.awaitReady();
  }

  private void terminateOldest() {
    VedetteServer oldest = running.remove();
    replaced.add(oldest);
    oldest.terminate();
  }

  private void awaitBalanced() {
    Set<Integer> up =
        running.stream().map(server -> server.base().getPort()).collect(Collectors.toSet());
    haproxy.awaitUp(up);
  }
}
