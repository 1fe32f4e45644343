package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.VedetteServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Servers that limit their callers, each of whom has a token. */
final class LimitedServers implements AutoCloseable {
  private static final String SCOPES = "cache:read,cache:write,admin";

  final List<VedetteServer> all = new ArrayList<>();
  private final CallersFile callersFile = new CallersFile();
  private final Map<String, String> tokens = new HashMap<>();

  /**
   * Starts some; ready when this returns.
   *
   * @param rates the rates of each caller, by its id; none when empty
   * @param more environment variables
   */
  LimitedServers(int count, Map<String, String> rates, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    List<String> callers = new ArrayList<>();
    rates.forEach(
        (id, limits) -> {
          tokens.put(id, callersFile.token(id, SCOPES));
          callers.add("token:" + id);
          String name = id.toUpperCase(Locale.ROOT);
          settings.put("VEDETTE_CALLERS_TOKEN_" + name + "_RATE_LIMITS", limits);
        });
    settings.put("VEDETTE_CALLERS", String.join(",", callers));
    settings.put("VEDETTE_ACCESS_CREDENTIALS_FILE", callersFile.path().toString());
    settings.putAll(more);
    for (int i = 0; i < count; i++) {
      all.add(Target.launch(settings));
    }
    all.forEach(VedetteServer::awaitReady);
  }

  VedetteServer one() {
    return all.get(0);
  }

  Client client() {
    return new Client(one().base());
  }

  String bearer(String id) {
    return "Bearer " + tokens.get(id);
  }

  Answer get(String path, String id, String... more) {
    return get(one(), path, id, more);
  }

  Answer get(VedetteServer server, String path, String id, String... more) {
    List<String> fields = new ArrayList<>(List.of("Authorization", bearer(id)));
    fields.addAll(List.of(more));
    return new Client(server.base()).get(path, fields.toArray(String[]::new));
  }

  Answer put(String path, String id, int bytes) {
    return client().put(path, "x".repeat(bytes), "Authorization", bearer(id));
  }

  /** The head of a PUT whose content is to follow. */
  String head(String path, String id, String field) {
    return "PUT %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s\r\n\r\n"
        .formatted(path, bearer(id), field);
  }

  static void assertRefused(Answer refused, String policy, String outcome) {
    assertEquals(429, refused.status(), refused::text);
    assertEquals("quota-exceeded", refused.problem());
    assertTrue(refused.json().getBoolean("retryable"));
    assertEquals(outcome, refused.json().getString("outcome", ""));
    assertEquals(
        "[\"%s\"]".formatted(policy), refused.json().getJsonArray("violated-policies").toString());
    assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
  }

  /** How often a server has refused for a rate, or a share of one caller. */
  static long refusals(VedetteServer server, String why) {
    return metric(server, "(quota|requests)_refused_total\\{.*\"" + why + "\".*");
  }

  /** The sum of the numbers on the lines of the metrics page that match. */
  static long metric(VedetteServer server, String lines) {
    return new Client(server.base())
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.matches(lines))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    all.forEach(VedetteServer::close);
    callersFile.close();
  }
}
