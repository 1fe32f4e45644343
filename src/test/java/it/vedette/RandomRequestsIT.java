package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.VedetteServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random requests: the same ones in each build; {@code -Dfuzz.seed} takes others and {@code
 * -Dfuzz.requests} more.
 */
@Timeout(3600)
class RandomRequestsIT {
  private static final long SEED = Long.getLong("fuzz.seed", 20261126);
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4000);

  /** What Liberty answers by itself, before any code of ours; it tells nothing of us. */
  private static final Set<Integer> OF_THE_CONTAINER = Set.of(400, 405, 408, 413, 505);

  /** As many as its pool has when HTTP/2 is on. */
  private static final int THREADS_FOR_HTTP2 = 256;

  private final VedetteServer server = HostileTarget.server();

  @Test
  void anyRequest_getsADocumentedAnswerAndHarmsNothing() throws Exception {
    RandomRequests requests = new RandomRequests(SEED);
    Map<Integer, Integer> statuses = new TreeMap<>();
    String last = "";
    int sockets = server.openSockets();
    for (int i = 0; i < REQUESTS; i++) {
      last = requests.next();
      String answer = RawHttp.exchange(server.base(), last);
      String where = "seed %d, request %d:%n%s%n%s".formatted(SEED, i, last, answer);
      assertTrue(answer.startsWith("HTTP/1.1 "), where);
      assertDocumented(answer, last.startsWith("HEAD "), where);
      statuses.merge(RawHttp.status(answer), 1, Integer::sum);
    }
    assertTrue(
        statuses.keySet().containsAll(Set.of(200, 201, 204, 400, 404, 405)), statuses::toString);
    HostileTarget.assertUnharmed();
    Await.until(
        "no connection left, seed " + SEED,
        Duration.ofSeconds(20),
        () -> server.openSockets() <= sockets + 5);
    assertTrue(server.threads() < 150 + THREADS_FOR_HTTP2, () -> server.threads() + " threads");
  }

  private static void assertDocumented(String answer, boolean head, String where) {
    int status = RawHttp.status(answer);
    assertTrue(status < 500 || status == 504 || status == 505, where);
    if (status < 400 || head) {
      return;
    }
    if (!answer.contains("application/problem+json")) {
      assertTrue(OF_THE_CONTAINER.contains(status), where);
      assertFalse(answer.contains("Exception") || answer.contains("\tat "), where);
      return;
    }
    String content = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    try (var reader = Json.createReader(new StringReader(content))) {
      JsonObject problem = reader.readObject();
      assertEquals(status, problem.getInt("status"), where);
      assertTrue(problem.getString("type").startsWith("urn:vedette:problem:"), where);
    }
  }
}
