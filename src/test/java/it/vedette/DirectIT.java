package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads that are answered without JAX-RS, and the same through it: that way go requests that are
 * spelled otherwise and mean the same.
 */
class DirectIT {
  private static final String SESSION = "/api/v1/sessions/current";

  /** Of each answer its own. */
  private static final Set<String> OWN = Set.of("x-request-id", "date");

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  /** The name of the cache has its first letter encoded. */
  private static String throughJaxRs(String path) {
    return path.replace("/caches/t", "/caches/%74");
  }

  /** But for the length of what is not sent, which JAX-RS does not tell of a document. */
  private static Map<String, List<String>> fields(Answer answer) {
    Map<String, List<String>> fields = new TreeMap<>(answer.headers().map());
    fields.keySet().removeAll(OWN);
    if (answer.status() >= 400 && answer.body().length == 0) {
      fields.remove("content-length");
    }
    return fields;
  }

  /** But for the identifier of the request. */
  private static String content(Answer answer) {
    if (!answer.header("Content-Type").equals("application/problem+json")
        || answer.body().length == 0) {
      return answer.text();
    }
    JsonObject problem = answer.json();
    return answer.text().replace(problem.getString("instance"), "");
  }

  private static void assertSame(int status, Answer direct, Answer other) {
    assertAll(
        () -> assertEquals(status, direct.status(), direct::text),
        () -> assertEquals(status, other.status(), other::text),
        () -> assertEquals(fields(other), fields(direct)),
        () -> assertEquals(content(other), content(direct)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | there              | 200 | Accept             | */*
          GET  | there              | 200 | Accept             | text/html
          HEAD | there              | 200 | Accept             | */*
          GET  | large              | 200 | Accept             | */*
          HEAD | large              | 200 | Accept             | */*
          GET  | page               | 200 | Accept             | */*
          GET  | absent             | 404 | Accept             | */*
          HEAD | absent             | 404 | Accept             | */*
          GET  | there              | 304 | If-None-Match      | *
          HEAD | there              | 304 | If-None-Match      | *
          GET  | there              | 412 | If-Match           | "other"
          HEAD | there              | 412 | If-Match           | "other"
          GET  | there              | 400 | If-Match           | other
          GET  | there?ttl=5        | 400 | Accept             | */*
          HEAD | there?ttl=5        | 400 | Accept             | */*
          GET  | there              | 400 | Fill-Lease         | x
          GET  | there              | 400 | Cache-Groups       | "x"
          GET  | a%20b%2Fc          | 404 | Accept             | */*
          GET  | there?keyEncoding=x| 400 | Accept             | */*
          GET  | absent             | 404 | Prefer             | wait=0
          GET  | there              | 200 | Cache-Control      | max-age=0
          """)
  void read_ofAnEntry_isTheSameByBothWays(
      String method, String key, int status, String field, String value) {
    client.put(entries.entry("there"), "x", "Cache-Groups", "\"g\"");
    client.put(entries.entry("large"), "x".repeat(100_000), "Content-Type", "text/plain;a=\"b\"");
    client.put(entries.entry("page"), "<p>", "Content-Type", "text/html");
    String path = entries.entry(key);

    assertSame(
        status,
        client.send(method, path, new byte[0], field, value),
        client.send(method, throughJaxRs(path), new byte[0], field, value));
  }

  @Test
  void read_ofACopy_isTheSameByBothWays() {
    Entries near = Entries.fresh(client, "{'near': 'PT10S', 'public': true}");
    client.put(near.entry("k"), "x");
    client.get(near.entry("k"));

    assertSame(200, client.get(near.entry("k")), client.get(throughJaxRs(near.entry("k"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/attributes", "/attributes/cart", "/attributes/none", "?touch=maybe"})
  void read_ofASession_isTheSameByBothWays(String path) {
    Answer created = client.post("/api/v1/sessions", "{\"attributes\": {\"cart\": [1]}}");
    String id = created.header("Session-Id");
    int status = path.endsWith("none") ? 404 : path.endsWith("maybe") ? 400 : 200;

    assertSame(
        status,
        client.get(SESSION + path, "Session-Id", id),
        client.get(SESSION + path, "Session-Id", id, "Accept", "application/json, text/plain;q=0"));
  }

  @Test
  void read_ofASession_thatIsNotWantedAsJson_isRefused() {
    String id = client.post("/api/v1/sessions", "{}").header("Session-Id");

    Answer answer = client.get(SESSION, "Session-Id", id, "Accept", "text/plain");

    assertEquals("not-acceptable", answer.problem());
  }
}
