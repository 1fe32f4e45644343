package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes that are answered without JAX-RS, and the same through it: that way go requests that are
 * spelled otherwise and mean the same. What each write makes has names and times of its own.
 */
class DirectWriteIT {
  private static final String[] UNUSUAL = {"Accept", "application/json, text/plain;q=0"};

  /** Of each answer its own. */
  private static final Set<String> OWN =
      Set.of("x-request-id", "date", "etag", "location", "content-length", "session-id");

  private final Client client = Target.client();
  private final String queue = "direct-" + UUID.randomUUID();

  private static Map<String, Object> fields(Answer answer) {
    Map<String, Object> fields = new TreeMap<>(answer.headers().map());
    fields.replaceAll((name, values) -> OWN.contains(name) ? "its own" : values);
    if (answer.body().length == 0) {
      fields.remove("content-length"); // JAX-RS does not tell of what is not there
    }
    return fields;
  }

  /** The members of a document; of a problem also what they say, but for the request. */
  private static String content(Answer answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.equals("application/problem+json")) {
      return answer.text().replace(answer.json().getString("instance"), "");
    }
    return type.equals("application/json") ? members(answer.json()) : answer.text();
  }

  private static String members(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().map(DirectWriteIT::members).toList().toString();
    }
    Map<String, String> members = new TreeMap<>();
    if (value instanceof JsonObject object) {
      object.forEach((name, member) -> members.put(name, members(member)));
    }
    return members.toString();
  }

  private static Answer assertAlike(int status, Answer direct, Answer other) {
    assertAll(
        () -> assertEquals(status, direct.status(), direct::text),
        () -> assertEquals(status, other.status(), other::text),
        () -> assertEquals(fields(other), fields(direct)),
        () -> assertEquals(content(other), content(direct)));
    return direct;
  }

  private Answer post(String path, String body, String... fields) {
    return client.send("POST", path, body.getBytes(StandardCharsets.UTF_8), fields);
  }

  private Answer assertPostAlike(int status, String path, String body) {
    return assertAlike(
        status,
        post(path, body, "Content-Type", "application/json"),
        post(path, body, "Content-Type", "application/json", UNUSUAL[0], UNUSUAL[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | new           | 201 | Content-Type     | text/plain
          PUT    | there         | 204 | Content-Type     | text/plain
          PUT    | there         | 412 | If-None-Match    | *
          PUT    | new           | 412 | If-Match         | *
          PUT    | new           | 400 | If-Match         | other
          PUT    | new?ttl=x     | 400 | Content-Type     | text/plain
          PUT    | new?tll=1     | 400 | Content-Type     | text/plain
          PUT    | new?ttl=60    | 201 | Prefer           | durability=none
          PUT    | new           | 422 | Prefer           | durability=all
          PUT    | new           | 415 | Content-Encoding | gzip
          PUT    | new           | 400 | Content-Range    | bytes 0-1/2
          PUT    | new           | 409 | Fill-Lease       | x
          DELETE | there         | 204 | Accept           | */*
          DELETE | new           | 204 | Accept           | */*
          DELETE | there         | 200 | Prefer           | return=representation
          DELETE | there         | 412 | If-Match         | "other"
          DELETE | there         | 400 | Fill-Lease       | x
          DELETE | there?ttl=1   | 400 | Accept           | */*
          """)
  void write_ofAnEntry_isTheSameByBothWays(
      String method, String key, int status, String field, String value) {
    byte[] body = (method.equals("PUT") ? "value" : "").getBytes(StandardCharsets.UTF_8);
    assertAlike(
        status,
        write(method, key, body, path -> path, field, value),
        write(method, key, body, path -> path.replace("/caches/t", "/caches/%74"), field, value));
  }

  /** In a cache of its own, where one entry is there. */
  private Answer write(
      String method, String key, byte[] body, UnaryOperator<String> spelling, String... field) {
    Entries entries = Entries.fresh();
    client.put(entries.entry("there"), "x");
    return client.send(method, spelling.apply(entries.entry(key)), body, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /tasks                   | 202 | {"type": "mail"}
          /tasks                   | 400 | {"type": "mail", "dealy": 1}
          /tasks                   | 400 | {"type":
          /tasks?x                 | 400 | {"type": "mail"}
          /tasks/batch             | 200 | {"tasks": [{"type": "mail"}, {"type": "mail"}]}
          /tasks/batch             | 400 | {"tasks": [1]}
          /queues/no-work/leases   | 204 | {}
          /queues/no-work/leases   | 400 | {"max": 0}
          /leases/x/complete       | 409 | {}
          /leases/batch            | 400 | {"operations": 1}
          /caches/tmp/batch        | 200 | {"operations": [{"op": "get", "key": "none"}]}
          /caches/tmp/counters/c   | 200 | {"by": 1}
          /sessions                | 201 | {"subject": "somebody", "attributes": {"a": 1}}
          /sessions                | 400 | {"attributes": 1}
          /sessions/current/touch  | 400 |
          """)
  void post_isTheSameByBothWays(String path, int status, String body) {
    assertPostAlike(status, "/api/v1" + path, body == null ? "" : body);
  }

  @Test
  void post_withoutAMediaType_isTheSameByBothWays() {
    assertAlike(
        415, post("/api/v1/tasks", "{}"), post("/api/v1/tasks", "{}", UNUSUAL[0], UNUSUAL[1]));
  }

  private String lease() {
    client.post("/api/v1/tasks", "{\"queue\": \"%s\", \"type\": \"mail\"}".formatted(queue));
    Answer leased = assertPostAlike(200, "/api/v1/queues/" + queue + "/leases", "{\"max\": 1}");
    return leased.json().getJsonArray("leases").getJsonObject(0).getString("lease");
  }

  @ParameterizedTest
  @CsvSource({"complete", "fail", "release"})
  void settling_isTheSameByBothWays_againAndTooLate(String word) {
    client.post("/api/v1/tasks", "{\"queue\": \"%s\", \"type\": \"mail\"}".formatted(queue));
    String lease = "/api/v1/leases/" + lease() + "/";
    String late = word.equals("complete") ? "fail" : "complete";

    assertPostAlike(200, lease + word, "{}");
    assertPostAlike(409, lease + late, "{}");
  }

  @Test
  void twoCallsUnderOneIdempotencyKey_byDifferentWays_areOne() {
    String[] key = {"Idempotency-Key", '"' + queue + '"', "Content-Type", "application/json"};
    String task = "{\"queue\": \"%s\", \"type\": \"mail\"}".formatted(queue);

    Answer first = post("/api/v1/tasks", task, key);
    Answer again =
        post("/api/v1/tasks", task, key[0], key[1], key[2], key[3], UNUSUAL[0], UNUSUAL[1]);

    assertEquals(first.header("Location"), again.header("Location"), again::text);
  }
}
