package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says is heeded or refused, never passed over. */
class UnheededIT {
  private static final byte[] NONE = {};

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private Answer send(String method, String path, byte[] body, String... fields) {
    return client.send(method, "/api/v1/" + path.replace("{c}", entries.cache()), body, fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | caches/{c}/entries/k     | Fill-Lease: junk
          DELETE | caches/{c}/entries/k     | Fill-Lease: junk
          DELETE | caches/{c}/entries/k     | Cache-Groups: "g"
          PUT    | caches/{c}/ttl/k         | Fill-Lease: junk
          PUT    | caches/{c}/ttl/k         | Cache-Groups: "g"
          DELETE | caches/{c}/ttl/k         | Fill-Lease: junk
          POST   | caches/{c}/batch         | If-Match: *
          POST   | caches/{c}/batch         | If-None-Match: *
          POST   | caches/{c}/batch         | Fill-Lease: junk
          POST   | caches/{c}/batch         | Cache-Groups: "g"
          POST   | caches/{c}/invalidations | If-Match: "a"
          POST   | caches/{c}/loads         | If-None-Match: *
          POST   | caches/{c}/fill-leases/k | If-None-Match: *
          POST   | caches/{c}/fill-leases/k | Fill-Lease: junk
          DELETE | caches/{c}/fill-leases/k | If-Match: *
          GET    | caches/{c}/counters/k    | If-Match: "a"
          POST   | caches/{c}/counters/k    | If-None-Match: *
          POST   | caches/{c}/counters/k    | Fill-Lease: junk
          PUT    | caches/{c}               | Cache-Groups: "g"
          GET    | caches                   | If-Match: "a"
          GET    | caches/{c}/entries       | If-Match: "a"
          POST   | sessions                 | If-None-Match: *
          POST   | sessions/current/touch   | If-Match: "a"
          POST   | sessions/current/rotate  | If-Match: "a"
          DELETE | sessions/current         | If-Match: "a"
          DELETE | subjects/s/sessions      | If-Match: "a"
          POST   | tasks                    | If-None-Match: *
          POST   | queues/{c}/leases        | Fill-Lease: junk
          PUT    | batches/{c}              | If-None-Match: *
          POST   | batches/{c}/seal         | If-Match: "a"
          PUT    | schedules/{c}            | If-Match: "a"
          DELETE | schedules/{c}            | If-Match: "a"
          POST   | schedules/{c}/run        | If-Match: "a"
          GET    | schedules                | If-Match: "a"
          GET    | schedules/{c}/fires      | If-Match: "a"
          POST   | schedules/preview        | Cache-Groups: "g"
          """)
  void fieldOfAnotherCall_isRefused(String method, String path, String field) {
    Answer answer = send(method, path, NONE, field.split(": ", 2));

    assertEquals(400, answer.status(), answer::text);
    assertEquals(
        field.split(": ", 2)[0],
        answer.json().getJsonArray("errors").getJsonObject(0).getString("header"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | caches/{c}/entries/k     | x                      | 400
          DELETE | caches/{c}/entries/k     | x                      | 400
          DELETE | caches/{c}/ttl/k         | {"ttl":5}              | 400
          DELETE | caches/{c}               | {"force":true}         | 400
          DELETE | caches/{c}/counters/k    | {"by":1}               | 400
          DELETE | caches/{c}/fill-leases/k | {"lease":"x"}          | 400
          DELETE | sessions/current         | {"all":true}           | 400
          DELETE | subjects/s/sessions      | {"except":"current"}   | 400
          POST   | caches/{c}/fill-leases/k | {"ttl":5}              | 400
          POST   | caches/{c}/counters/k    | {"amount":5}           | 400
          GET    | batches/{c}              | x                      | 400
          POST   | batches/{c}/seal         | {"force":true}         | 400
          GET    | schedules/{c}            | x                      | 400
          DELETE | schedules/{c}            | {"tasks":true}         | 400
          POST   | schedules/{c}/run        | {"at":"now"}           | 400
          POST   | schedules/{c}/pause      | {"until":"tomorrow"}   | 400
          POST   | schedules/{c}/resume     | {"catchUp":"one"}      | 400
          """)
  void contentOfACallThatTakesNone_isRefused(
      String method, String path, String content, int status) {
    client.post(entries.counter("k"), "{}");
    client.put(entries.entry("k"), "x");
    byte[] body = content.getBytes(StandardCharsets.UTF_8);

    Answer answer = send(method, path, body, "Content-Type", "application/json");
    assertEquals(status, answer.status(), answer::text);
    assertEquals(method.equals("GET") ? "" : "not-applied", answer.json().getString("outcome", ""));
    assertEquals(200, client.get(entries.counter("k")).status());
    assertEquals(200, client.get(entries.entry("k")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caches/{c}/counters/k",
        "caches/{c}/fill-leases/k",
        "caches/{c}/batch",
        "caches/{c}/invalidations",
        "caches/{c}/loads",
        "sessions",
        "tasks",
        "queues/{c}/leases",
        "batches/{c}/seal",
        "schedules/{c}/run",
        "schedules/preview",
      })
  void contentWithoutItsType_isRefused(String path) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

    for (String[] type : new String[][] {{}, {"Content-Type", "text/plain"}}) {
      Answer answer = send("POST", path, body, type);
      assertEquals(415, answer.status(), answer::text);
      assertEquals("not-applied", answer.json().getString("outcome"));
      assertEquals("application/json", answer.header("Accept-Post"));
    }
  }

  @Test
  void touch_withContent_isRefused() {
    HeldSession session = HeldSession.create(client, "{}");

    Answer answer = session.send("POST", HeldSession.CURRENT + "/touch", "{'idle':5}");
    assertEquals(400, answer.status(), answer::text);
    assertTrue(answer.text().contains("\"/idle\""), answer::text);
    assertEquals(204, session.send("POST", HeldSession.CURRENT + "/touch", "{}").status());
  }

  /** Content that is not there has no type, whatever a client says of it. */
  @ParameterizedTest
  @CsvSource({
    "caches/{c}/counters/k, 200",
    "caches/{c}/fill-leases/k, 201",
    "sessions, 201",
    "caches/{c}/batch, 415",
    "caches/{c}/invalidations, 415",
    "caches/{c}/loads, 415",
    "tasks, 415",
    "queues/{c}/leases, 204",
    "batches/{c}/seal, 404",
    "schedules/{c}/run, 404",
    "schedules/preview, 415",
  })
  void noContent_isAnEmptyObject_whereNoMemberMustBeThere(String path, int status) {
    for (String[] type :
        new String[][] {{}, {"Content-Type", "application/json"}, {"Content-Type", "text/plain"}}) {
      String cache = Entries.fresh().cache();
      Answer answer = send("POST", path.replace("{c}", cache), NONE, type);
      int expected = status == 415 && type.length > 0 && type[1].endsWith("json") ? 400 : status;
      assertEquals(expected, answer.status(), answer::text);
    }
  }

  @Test
  void junkLease_isNoProof_whereConditionsAreDemanded() {
    entries.setPolicy(client, "{'conditional':true,'immortal':true}");
    String tag = client.put(entries.entry("k"), "x", "If-None-Match", "*").header("ETag");
    String[] junk = {"Fill-Lease", "junk", "Content-Type", "application/json"};

    assertEquals(400, client.delete(entries.entry("k"), "Fill-Lease", "junk").status());
    assertEquals(400, client.put(entries.ttl("k"), "{\"ttl\":5}", junk).status());
    assertEquals(400, client.delete(entries.ttl("k"), "Fill-Lease", "junk").status());
    assertEquals(400, client.put(entries.entry("k"), "y", "Fill-Lease", "").status());
    assertEquals(409, client.put(entries.entry("k"), "y", "Fill-Lease", "junk").status());
    assertEquals(428, client.delete(entries.entry("k")).status());

    JsonObject ttl = client.get(entries.ttl("k")).json();
    assertTrue(ttl.getInt("ttl") > 200, ttl::toString);
    assertEquals(tag, client.get(entries.entry("k")).header("ETag"));
  }

  @Test
  void fieldOfOneValue_givenTwice_isRefused() {
    String path = entries.entry("k");
    for (String field : new String[] {"Content-Type: a/b", "Fill-Lease: x"}) {
      String answer = RawHttp.send(Target.base(), "PUT", path, field, field, "Content-Length: 0");
      assertEquals(400, RawHttp.status(answer), answer);
    }
    assertEquals(404, client.get(path).status());
  }
}
