package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of the contract, as it is served, with no credential, one that does not count, one
 * without its scope, one for other names, and one that has what it takes.
 */
class AccessMatrixIT {
  private static final List<String> SCOPES =
      List.of("cache:read", "cache:write", "session", "task:submit", "task:work", "admin");
  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "patch", "delete");

  /** They leave out what the caller may not see; the last one shows nothing of anybody. */
  private static final Set<String> LISTS_OF_NAMES =
      Set.of("/api/v1/caches", "/api/v1/queues", "/api/v1/schedules", "/api/v1/schedules/preview");

  private static final String GRANTED = "granted-1";
  private static final String OTHER = "other-1";
  private static final String EVERYTHING = token("everything", String.join(",", SCOPES));
  private static final Map<String, String> TOKENS = new HashMap<>();

  private final Client client = ClosedTarget.client();

  /** A call and the scopes of which it takes one. */
  record Call(String method, String path, Set<String> scopes) {
    @Override
    public String toString() {
      return method + " " + path + " " + scopes;
    }
  }

  /** What is found by its name alone is there, in a queue for which nobody is granted anything. */
  @BeforeAll
  static void makeABatchAndASchedule() {
    String task = "{\"queue\":\"elsewhere-1\",\"type\":\"t\"}";
    make("batches", "{\"onFinished\":" + task + "}");
    make("schedules", "{\"cron\":\"@yearly\",\"task\":" + task + "}");
  }

  private static void make(String kind, String json) {
    String path = "/api/v1/" + kind + "/" + OTHER;
    String[] bearer = ClosedTarget.bearer(EVERYTHING);
    Await.until(
        path,
        Duration.ofSeconds(20),
        () ->
            ClosedTarget.client()
                    .put(path, json, bearer[0], bearer[1], "Content-Type", "application/json")
                    .status()
                < 300);
  }

  static Stream<Call> calls() {
    JsonObject document =
        new Client(ClosedTarget.server().management()).get("/openapi?format=JSON").json();
    List<Call> calls = new ArrayList<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, call) -> {
                          if (METHODS.contains(method)) {
                            calls.add(
                                new Call(
                                    method.toUpperCase(Locale.ROOT),
                                    path,
                                    scopes(call.asJsonObject())));
                          }
                        }));
    return calls.stream();
  }

  private static Set<String> scopes(JsonObject call) {
    return call.getJsonArray("x-scopes").getValuesAs(JsonString::getString).stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static synchronized String token(String id, String scopes) {
    return ClosedTarget.CALLERS.token(id, scopes);
  }

  /** A token for these scopes, the same for the same ones; counts when this returns. */
  private String having(Stream<String> scopes) {
    String list = scopes.collect(Collectors.joining(","));
    synchronized (TOKENS) {
      return TOKENS.computeIfAbsent(
          list,
          missing -> {
            String token = token("t" + TOKENS.size(), missing);
            Await.until(
                "the token counts",
                Duration.ofSeconds(20),
                () -> send("GET", "/api/v1/caches", token).status() != 401);
            return token;
          });
    }
  }

  private Answer send(String method, String path, String token) {
    return client.send(method, path, new byte[0], ClosedTarget.bearer(token));
  }

  private Answer send(Call call, String name, String... headers) {
    return Samples.send(client, call.method(), call.path(), name, headers);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_isLetIn_onlyWithWhatItTakes(Call call) {
    assertFalse(call.scopes().isEmpty(), "declares a scope");
    assertRefused(401, "", send(call, OTHER));
    String changed = EVERYTHING.substring(0, EVERYTHING.length() - 1) + "!";
    assertRefused(401, "invalid_token", send(call, OTHER, ClosedTarget.bearer(changed)));

    String others = having(SCOPES.stream().filter(scope -> !call.scopes().contains(scope)));
    assertRefused(403, "insufficient_scope", send(call, OTHER, ClosedTarget.bearer(others)));

    String limited = having(SCOPES.stream().map(scope -> scope + ":granted-*"));
    Answer answer = send(call, OTHER, ClosedTarget.bearer(limited));
    if (LISTS_OF_NAMES.contains(call.path())) {
      assertEquals(200, answer.status(), "a list of what may be seen");
    } else {
      assertRefused(403, "insufficient_scope", answer);
    }
    if (Samples.isNamed(call.method(), call.path())) {
      assertLetIn(send(call, GRANTED, ClosedTarget.bearer(limited)));
    }
    for (String scope : call.scopes()) {
      assertLetIn(send(call, GRANTED, ClosedTarget.bearer(having(Stream.of(scope)))));
    }
  }

  private static void assertRefused(int status, String error, Answer answer) {
    assertProblem(status, answer);
    String challenge = answer.header("WWW-Authenticate");
    assertTrue(challenge.startsWith("Bearer realm=\"vedette\""), challenge);
    assertEquals(!error.isEmpty(), challenge.contains("error="), challenge);
    assertTrue(challenge.contains(error), challenge);
  }

  private static void assertProblem(int status, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals("no-store", answer.header("Cache-Control"));
    if (answer.body().length > 0) {
      assertEquals(status == 401 ? "unauthenticated" : "forbidden", answer.problem());
      assertFalse(answer.json().getBoolean("retryable"));
    }
  }

  private static void assertLetIn(Answer answer) {
    assertTrue(
        !Set.of(401, 403).contains(answer.status()) && answer.status() < 500,
        () -> answer.status() + " " + answer.text());
  }

  @AfterEach
  void nothingWasDone_whereNothingWasGranted() {
    Answer left = send("GET", "/api/v1/caches/" + OTHER + "/entries", EVERYTHING);
    assertEquals(0, left.json().getJsonArray("items").size());
    Answer policy = send("GET", "/api/v1/caches/" + OTHER, EVERYTHING);
    assertTrue(policy.header("ETag").startsWith("W/"), policy::text);
    assertEquals(200, policy.status());
    JsonObject queue = send("GET", "/api/v1/queues/" + OTHER, EVERYTHING).json();
    assertEquals(Set.of("name", "tasks", "lagSeconds", "minutes"), queue.keySet());
    queue.getJsonObject("tasks").forEach((status, tasks) -> assertEquals("0", "" + tasks, status));
  }
}
