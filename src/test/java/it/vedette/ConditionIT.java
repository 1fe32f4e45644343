package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conditions of RFC 9110, section 13. {@code TAG} stands for the tag of the entry. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class ConditionIT {
  private static final int WRITERS = 1000;
  private static final int AT_ONCE = 100;

  private final Client client;
  private final Entries entries = Entries.fresh();

  ConditionIT(HttpClient.Version version) {
    client = Target.client(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | If-Match            | TAG                            | 200
          GET    | If-Match            | "other", TAG                   | 200
          GET    | If-Match            | *                              | 200
          GET    | If-Match            | "other"                        | 412
          GET    | If-Match            | W/TAG                          | 412
          GET    | If-None-Match       | TAG                            | 304
          GET    | If-None-Match       | W/TAG                          | 304
          GET    | If-None-Match       | "other", W/"x", TAG            | 304
          GET    | If-None-Match       | *                              | 304
          GET    | If-None-Match       | "other"                        | 200
          HEAD   | If-None-Match       | TAG                            | 304
          GET    | If-Modified-Since   | Fri, 01 Jan 2100 00:00:00 GMT  | 304
          GET    | If-Modified-Since   | Thu, 01 Jan 1970 00:00:00 GMT  | 200
          GET    | If-Modified-Since   | nonsense                       | 200
          GET    | If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT  | 412
          PUT    | If-Match            | TAG                            | 204
          PUT    | If-Match            | *                              | 204
          PUT    | If-Match            | W/TAG                          | 412
          PUT    | If-Match            | "other"                        | 412
          PUT    | If-None-Match       | *                              | 412
          PUT    | If-None-Match       | TAG                            | 412
          PUT    | If-None-Match       | "other"                        | 204
          PUT    | If-Modified-Since   | Fri, 01 Jan 2100 00:00:00 GMT  | 204
          PUT    | If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT  | 412
          DELETE | If-Match            | "other"                        | 412
          DELETE | If-None-Match       | *                              | 412
          DELETE | If-Match            | TAG                            | 204
          PUT    | If-Match            | unquoted                       | 400
          GET    | If-None-Match       | "open                          | 400
          """)
  void condition_onAnEntry_isDecided(String method, String field, String value, int status) {
    String tag = client.put(entries.entry("k"), "x").header("ETag");

    Answer answer =
        client.send(method, entries.entry("k"), body(method), field, value.replace("TAG", tag));

    assertEquals(status, answer.status(), answer::text);
    if (status == 304) {
      assertEquals(tag, answer.header("ETag"));
      assertEquals("private, no-cache", answer.header("Cache-Control"));
      assertTrue(answer.header("Cache-Status").startsWith("vedette; hit; ttl="));
      assertEquals(0, answer.body().length);
    }
    if (status == 412) {
      assertEquals("precondition-failed", answer.problem());
    }
    if (status == 412 && !method.equals("GET")) {
      assertEquals("not-applied", answer.json().getString("outcome"));
      assertEquals(tag, client.get(entries.entry("k")).header("ETag"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | If-Match      | *   | 404
          GET    | If-None-Match | *   | 404
          PUT    | If-Match      | *   | 412
          PUT    | If-Match      | "x" | 412
          PUT    | If-None-Match | *   | 201
          PUT    | If-None-Match | "x" | 201
          DELETE | If-Match      | *   | 412
          DELETE | If-None-Match | *   | 204
          """)
  void condition_onNoEntry_isDecided(String method, String field, String value, int status) {
    Answer answer = client.send(method, entries.entry("absent"), body(method), field, value);

    assertEquals(status, answer.status(), answer::text);
  }

  @Test
  void tag_afterDeletionOrReplacement_isNeverUsedAgain() {
    Set<String> tags = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      assertTrue(tags.add(client.put(entries.entry("k"), "same").header("ETag")), "tag used twice");
      if (i % 3 == 0) {
        client.delete(entries.entry("k"));
      }
    }
  }

  @Test
  void write_manyAtOnceOnOneTag_exactlyOneWins() throws Exception {
    String tag = client.put(entries.entry("raced"), "start").header("ETag");
    int won = 0;
    for (int first = 0; first < WRITERS; first += AT_ONCE) {
      List<CompletableFuture<Answer>> writers =
          IntStream.range(first, first + AT_ONCE)
              .mapToObj(
                  i ->
                      client.sendAsync(
                          "PUT",
                          entries.entry("raced"),
                          ("writer " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                          "If-Match",
                          tag))
              .toList();
      for (CompletableFuture<Answer> writer : writers) {
        int status = writer.get(60, TimeUnit.SECONDS).status();
        assertTrue(status == 204 || status == 412, "status " + status);
        won += status == 204 ? 1 : 0;
      }
    }

    assertEquals(1, won);
    assertTrue(client.get(entries.entry("raced")).text().startsWith("writer "));
  }

  private static byte[] body(String method) {
    return method.equals("PUT") ? new byte[] {'y'} : new byte[0];
  }
}
