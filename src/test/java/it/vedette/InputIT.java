package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: each row of the contract that names a 4xx. */
class InputIT {
  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | caches/c/entries/k?tl=5             |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=5&ttl=6      |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=             |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=0            |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=-1           |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=soon         |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=99999999     |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?ttl=PT0S         |                           | 400 | malformed-request
          PUT    | caches/c/entries/k?idle=0           |                           | 400 | malformed-request
          GET    | caches/c/entries/k?ttl=5            |                           | 400 | malformed-request
          DELETE | caches/c/entries/k?x=1              |                           | 400 | malformed-request
          GET    | caches/UPPER/entries/k              |                           | 400 | malformed-request
          GET    | caches/-dash/entries/k              |                           | 400 | malformed-request
          GET    | caches/c?x=1                        |                           | 400 | malformed-request
          GET    | status?x=1                          |                           | 400 | malformed-request
          PUT    | caches/c/entries/k                  | Content-Range: bytes 0-1/2 | 400 | malformed-request
          PUT    | caches/c/entries/k                  | If-Match: x               | 400 | malformed-request
          PUT    | caches/c/entries/k                  | If-Match:                 | 400 | malformed-request
          PUT    | caches/c/entries/k                  | If-None-Match: ,          | 400 | malformed-request
          PUT    | caches/c/entries/k                  | Content-Type:             | 400 | malformed-request
          PUT    | caches/c/entries/k                  | Fill-Lease:               | 400 | malformed-request
          DELETE | caches/c/fill-leases/k              | Fill-Lease:               | 400 | malformed-request
          POST   | caches/c/counters/k                 | Idempotency-Key:          | 400 | malformed-request
          GET    | sessions/current                    | Session-Id:               | 400 | malformed-request
          DELETE | sessions/current                    | Session-Id:               | 400 | malformed-request
          PUT    | caches/c/ttl/absent                 |                           | 415 | unsupported-media-type
          DELETE | caches/c/ttl/absent                 |                           | 409 | conflict
          GET    | nowhere                             |                           | 404 | resource-not-found
          GET    | caches/c/nowhere/k                  |                           | 404 | resource-not-found
          GET    | caches/c/entries/absent             |                           | 404 | entry-not-found
          POST   | caches/c/entries/k                  |                           | 405 | method-not-allowed
          PATCH  | caches/c/entries/k                  |                           | 405 | method-not-allowed
          DELETE | caches/c/entries                    |                           | 405 | method-not-allowed
          PUT    | status                              |                           | 405 | method-not-allowed
          PUT    | caches/c/entries/k                  | Content-Encoding: gzip    | 415 | unsupported-media-type
          PUT    | caches/c/entries/k                  | Prefer: durability=fsync  | 422 | cannot-honour-preference
          DELETE | caches/c/entries/k                  | Prefer: respond-async, durability=persisted | 422 | cannot-honour-preference
          """)
  void badRequest_isAProblemDocument(
      String method, String path, String field, int status, String code) {
    Answer answer = client.send(method, "/api/v1/" + path, new byte[0], fields(field));

    assertEquals(status, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.header("Content-Type"));
    JsonObject problem = answer.json();
    assertEquals("urn:vedette:problem:" + code, problem.getString("type"));
    assertEquals(status, problem.getInt("status"));
    assertFalse(problem.getString("title").isEmpty());
    assertFalse(problem.getString("detail").isEmpty());
    assertFalse(problem.getBoolean("retryable"));
    assertEquals(answer.header("X-Request-Id"), problem.getString("instance"));
    assertEquals(code.equals("malformed-request"), problem.containsKey("errors"));
    assertEquals(method.equals("GET") ? "" : "not-applied", problem.getString("outcome", ""));
    assertTellsNothing(answer.text());
  }

  @Test
  void misspeltParameter_isNamedWithTheNearest() {
    Answer answer = client.put(entries.entry("k") + "?tll=5", "x");

    JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertEquals("tll", error.getString("parameter"));
    assertTrue(error.getString("detail").contains("did you mean 'ttl'?"));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @Test
  void unknownMethod_isRefusedWithTheAllowedOnes() {
    Answer answer = client.send("POST", entries.entry("k"), new byte[0]);

    for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
      assertTrue(answer.header("Allow").contains(method), answer.header("Allow"));
    }
  }

  @Test
  void contentCoding_thatIsNotTaken_isToldWhichIs() {
    for (String coding : new String[] {"gzip", "identity, br"}) {
      Answer answer = client.put(entries.entry("k"), "x", "Content-Encoding", coding);
      assertEquals(415, answer.status());
      assertEquals("identity", answer.header("Accept-Encoding"));
      assertEquals("", answer.header("Accept"));
    }
    assertEquals(
        201, client.put(entries.entry("k"), "x", "Content-Encoding", "identity,").status());
  }

  @Test
  void ttl_ofNoEntry_isNotApplied() {
    Answer answer =
        client.put(entries.ttl("absent"), "{\"ttl\":60.0}", "Content-Type", "application/json");
    assertEquals(404, answer.status(), answer::text);
    assertEquals("not-applied", answer.json().getString("outcome"));
  }

  /** RFC 9110, sections 5.5 and 5.6.1.2. */
  @Test
  void field_withBlanksAroundItsValueAndEmptyMembers_isRead() {
    String lease = client.post(entries.lease("k"), "").header("Fill-Lease");
    String put =
        raw("PUT", entries.entry("k"), "Fill-Lease: \t" + lease + " \t", "Content-Length: 0 ");
    assertEquals(201, RawHttp.status(put), put);

    String tag = client.get(entries.entry("k")).header("ETag");
    assertEquals(
        304, RawHttp.status(raw("GET", entries.entry("k"), "If-None-Match: ," + tag + ", ,")));
    assertEquals(412, RawHttp.status(raw("DELETE", entries.entry("k"), "If-Match: \"other\",")));
    assertEquals(204, RawHttp.status(raw("DELETE", entries.entry("k"), "If-Match: ," + tag)));

    String id = HeldSession.create(client, "{}").id();
    assertEquals(200, RawHttp.status(raw("GET", HeldSession.CURRENT, "Session-Id:" + id + "  ")));
    String json =
        raw("PUT", entries.policy(), "Content-Type: application/json ", "Content-Length: 0");
    assertEquals(400, RawHttp.status(json), json);
    String named = raw("GET", entries.list(), "X-Request-Id: mine ");
    assertTrue(named.contains("X-Request-Id: mine\r\n"), named);
  }

  private static String raw(String method, String target, String... fields) {
    return RawHttp.send(Target.base(), method, target, fields);
  }

  @Test
  void durability_thatCannotBeHonoured_writesNothing() {
    Answer refused = client.put(entries.entry("k"), "x", "Prefer", "durability");

    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @Test
  void jsonResource_withoutAnAcceptableType_isNotAcceptable() {
    client.put(entries.entry("k"), "x");

    Answer answer = client.get("/api/v1/caches/" + entries.cache(), "Accept", "text/html");
    assertEquals(406, answer.status(), answer::text);
    assertEquals("not-acceptable", answer.problem());
  }

  /** JAX-RS refuses what it cannot read before any resource is asked. */
  @Test
  void mediaType_thatIsNone_isRefused() {
    Answer answer = client.put(entries.entry("k"), "x", "Content-Type", "nonsense");

    assertEquals(400, answer.status());
    assertEquals("malformed-request", answer.problem());
  }

  @Test
  void trace_isNotEchoed() {
    String answer =
        RawHttp.send(Target.base(), "TRACE", entries.entry("k"), "X-Secret: do-not-echo");

    assertEquals(405, RawHttp.status(answer), answer);
    assertFalse(answer.contains("do-not-echo"), answer);
  }

  @Test
  void headerField_tooLarge_isRefused() {
    String answer =
        RawHttp.send(Target.base(), "GET", entries.entry("k"), "X-Large: " + "x".repeat(9000));

    assertEquals(431, RawHttp.status(answer), answer);
    assertTrue(answer.contains("headers-too-large"), answer);
  }

  @Test
  void content_thatEndsEarly_isRefused() {
    String chunked =
        "PUT %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            .formatted(entries.entry("k"));

    String answer = RawHttp.exchange(Target.base(), chunked);
    assertEquals(400, RawHttp.status(answer), answer);
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  private static String[] fields(String field) {
    return field == null ? new String[0] : field.split(": *", 2);
  }

  private static void assertTellsNothing(String text) {
    for (String inside : new String[] {"Exception", "io.vedette", "org.", "\tat ", "127.0.0.1"}) {
      assertFalse(text.contains(inside), text);
    }
  }
}
