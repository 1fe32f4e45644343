package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same request again, under its key. */
class IdempotencyIT {
  private static final RedisSet redis = Target.redis();
  private static final Client client = Target.client();

  private final Entries entries = Entries.fresh();
  private final String key = UUID.randomUUID().toString();

  private Answer post(String path, String body, String... more) {
    return client.send("POST", path, json(body), fields(more));
  }

  private String[] fields(String... more) {
    String[] fields = new String[4 + more.length];
    List.of("Content-Type", "application/json", "Idempotency-Key", '"' + key + '"').toArray(fields);
    System.arraycopy(more, 0, fields, 4, more.length);
    return fields;
  }

  private static byte[] json(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private int counter(String name) {
    return client.get(entries.counter(name)).json().getInt("value");
  }

  private static List<String> claims() {
    return redis.master().command("KEYS", "vedette:1:{idempotency:*").lines().toList();
  }

  @Test
  void manyAtOnce_areOne() {
    byte[] body = json("{'by':1}");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> client.sendAsync("POST", entries.counter("n"), body, fields()))
            .toList();

    for (CompletableFuture<Answer> sent : answers) {
      Answer answer = sent.join();
      if (answer.status() == 409) {
        assertEquals("conflict", answer.problem());
        assertEquals("1", answer.header("Retry-After"));
      } else {
        assertEquals(200, answer.status(), answer::text);
        assertEquals(1, answer.json().getInt("value"));
      }
    }
    assertEquals(200, post(entries.counter("n"), "{'by':1}").status());
    assertEquals(1, counter("n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "counters/n    | {'by':3}",
        "batch         | {'operations':[{'op':'put','key':'a','value':'x'},{'op':'get','key':'b'}]}",
        "batch         | {'atomic':true,'operations':[{'op':'put','key':'a','value':'x'}]}",
        "invalidations | {'all':true}",
        "fill-leases/k | ``"
      })
  void again_isTheFirstAnswer(String path, String body) {
    String target = entries.policy() + "/" + path;
    client.put(entries.entry("a"), "old");

    Answer first = post(target, body, "Prefer", "durability=replicated");
    client.put(entries.entry("b"), "new");
    Answer again = post(target, body, "Prefer", "durability=replicated");

    assertTrue(first.status() < 300, first::text);
    assertAll(
        () -> assertEquals(first.status(), again.status()),
        () -> assertEquals(first.text(), again.text()),
        () -> assertEquals(without(first), without(again)));
  }

  /** What is about this exchange, and not about the answer. */
  private static Map<String, List<String>> without(Answer answer) {
    var fields = new TreeMap<>(answer.headers().map());
    fields.keySet().removeAll(List.of("x-request-id", "date"));
    return fields;
  }

  @Test
  void otherRequest_underTheSameKey_isRefused() {
    assertEquals(200, post(entries.counter("n"), "{'by':1}").status());

    for (Answer other :
        List.of(
            post(entries.counter("n"), "{'by':2}"),
            post(entries.counter("other"), "{'by':1}"),
            post(entries.counter("bg") + "?keyEncoding=base64url", "{'by':1}"),
            post(entries.counter("n"), "{'by':1}", "Prefer", "durability=none"))) {
      assertEquals(422, other.status(), other::text);
      assertEquals("idempotency-key-reused", other.problem());
      assertEquals("not-applied", other.json().getString("outcome"));
    }
    assertEquals(1, counter("n"));
  }

  @Test
  void sameKey_elsewhere_isAnother() {
    assertEquals(200, post(entries.counter("n"), "{'by':1}").status());

    assertEquals(200, post(Entries.fresh().counter("n"), "{'by':1}").status());
    assertEquals(200, post(entries.invalidations(), "{'all':true}").status());
  }

  @Test
  void notApplied_isNotKept() {
    String bounded = "{'by':1,'max':0}";
    Answer refused = post(entries.counter("n"), bounded);
    assertEquals("not-applied", refused.json().getString("outcome"));
    client.post(entries.counter("n"), "{\"by\":-5}");

    Answer done = post(entries.counter("n"), bounded);
    assertEquals(200, done.status(), done::text);
    assertEquals(-4, done.json().getInt("value"));
    assertEquals(-4, post(entries.counter("n"), bounded).json().getInt("value"));
  }

  @Test
  void badInput_leavesTheKeyFree() {
    assertEquals(400, post(entries.counter("n"), "{'by':'x'}").status());
    assertEquals(200, post(entries.counter("n"), "{'by':1}").status());
  }

  @Test
  void key_isKeptForADay_asADigest() {
    List<String> before = claims();
    post(entries.counter("n"), "{'by':1}");

    List<String> added = claims().stream().filter(claim -> !before.contains(claim)).toList();
    assertEquals(1, added.size(), added::toString);
    assertTrue(added.get(0).matches("vedette:1:\\{idempotency:[0-9a-f]{64}}"), added::toString);
    int left = Integer.parseInt(redis.master().command("TTL", added.get(0)));
    assertTrue(left > 86_390 && left <= 86_400, "kept for " + left);
  }

  @Test
  void largeAnswer_isKept() {
    byte[] value = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    client.send("PUT", entries.entry("big"), value);
    String body = "{'operations':[{'op':'get','key':'big'}]}";

    Answer first = post(entries.batch(), body);
    client.delete(entries.entry("big"));

    assertEquals(first.text(), post(entries.batch(), body).text());
    assertTrue(first.body().length > 300_000);
  }

  @Test
  void tooLargeAnswer_isToldToBeDone() {
    byte[] value = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
    client.send("PUT", entries.entry("big"), value);
    client.send("PUT", entries.entry("too"), value);
    String body = "{'operations':[{'op':'get','key':'big'},{'op':'get','key':'too'}]}";
    assertEquals(200, post(entries.batch(), body).status());

    Answer again = post(entries.batch(), body);
    assertEquals(409, again.status());
    assertEquals("applied", again.json().getString("outcome"));
    assertEquals("", again.header("Retry-After"));
  }

  /** The promise was not kept, so the same request may come again: it is not applied again. */
  @Test
  void notReplicated_goesOnLater_andIsAppliedOnce() {
    SilentReplicas.during(
        redis,
        () -> {
          Answer alone = post(entries.counter("n"), "{'by':1}", "Prefer", "durability=replicated");
          assertEquals("not-replicated", alone.problem());
        });

    Answer again = post(entries.counter("n"), "{'by':1}", "Prefer", "durability=replicated");
    assertEquals(200, again.status(), again::text);
    assertEquals(1, again.json().getInt("value"));
    assertEquals(1, counter("n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a", "a b", "\"a\", \"b\"", "a,b"})
  void malformedKey_isRefused(String field) {
    Answer answer = client.send("POST", entries.counter("n"), json("{}"), with(field));

    assertEquals(400, answer.status(), answer::text);
    assertTrue(answer.text().contains("Idempotency-Key"), answer::text);
    assertEquals(404, client.get(entries.counter("n")).status());
  }

  private static String[] with(String field) {
    return new String[] {"Content-Type", "application/json", "Idempotency-Key", field};
  }

  @Test
  void bareKey_isTheSameAsQuoted() {
    assertEquals(200, post(entries.counter("n"), "{'by':1}").status());

    Answer bare = client.send("POST", entries.counter("n"), json("{'by':1}"), with(key));
    assertEquals(1, bare.json().getInt("value"));
    assertEquals(1, counter("n"));
  }
}
