package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters. */
class CounterIT {
  /** As many at once as a server takes. */
  private static final int MANY = 800;

  private static final String MOST = "9007199254740991";

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private Answer add(String name, String body) {
    return client.post(entries.counter(name), body.replace('\'', '"'));
  }

  private String value(Answer answer) {
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonNumber("value").toString();
  }

  @Test
  void counter_isCountedReadAndDeleted() {
    assertEquals(404, client.get(entries.counter("a/b")).status());

    assertEquals("1", value(add("a/b", "{}")));
    assertEquals("-4", value(add("a/b", "{'by':-5}")));
    assertEquals("-4", value(add("a/b", "{'by':0.0,'ttl':60.0,'max':1e2}")));
    JsonObject read = client.get(entries.counter("a/b")).json();
    assertEquals(-4, read.getInt("value"));
    assertTrue(read.getInt("ttl") > 290 && read.getInt("ttl") <= 300);

    assertEquals(204, client.delete(entries.counter("a/b")).status());
    assertEquals(204, client.delete(entries.counter("a/b")).status());
    Answer gone = client.get(entries.counter("a/b"));
    assertEquals("counter-not-found", gone.problem());
  }

  @Test
  void bounds_holdOnBothSides_andChangeNothing() {
    assertEquals("10", value(add("c", "{'by':10,'max':10}")));

    Answer above = add("c", "{'max':10}");
    assertEquals(409, above.status());
    assertEquals("conflict", above.problem());
    assertEquals("not-applied", above.json().getString("outcome"));
    assertTrue(above.text().contains("is at 10"), above::text);
    assertEquals(409, add("c", "{'by':-11,'min':0}").status());
    assertEquals("0", value(add("c", "{'by':-10,'min':0}")));
    assertEquals(409, add("new", "{'by':5,'max':4}").status());
    assertEquals(404, client.get(entries.counter("new")).status());
  }

  @Test
  void values_areExactUpToTheirEnds() {
    assertEquals(MOST, value(add("big", "{'by':" + MOST + "}")));
    assertEquals(409, add("big", "{}").status());
    assertEquals("9007199254740990", value(add("big", "{'by':-1}")));
    assertEquals("0", value(add("big", "{'by':-9007199254740990}")));
  }

  @Test
  void manyAtOnce_areAllCounted_andNoneBeyondItsBound() {
    assertEquals(MANY, counted("free", "{}"));
    assertEquals(100, counted("bounded", "{\"max\":100}"));
    assertEquals(Integer.toString(MANY), value(client.get(entries.counter("free"))));
    assertEquals("100", value(client.get(entries.counter("bounded"))));
  }

  private long counted(String name, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    client.sendAsync(
                        "POST", entries.counter(name), content, "Content-Type", "application/json"))
            .toList();
    return answers.stream().filter(answer -> answer.join().status() == 200).count();
  }

  @Test
  void window_doesNotSlide() {
    assertEquals("1", value(add("w", "{'ttl':2}")));
    assertEquals("2", value(add("w", "{'ttl':600}")));

    Await.until(
        "the window ends",
        Duration.ofSeconds(5),
        () -> client.get(entries.counter("w")).status() == 404);
    assertEquals("1", value(add("w", "{}")));
  }

  @Test
  void names_areThoseOfKeys_andNoEntries() {
    assertEquals("1", value(add("user%2042/%C3%BC", "{}")));
    assertEquals("2", value(add("dXNlciA0Mi_DvA?keyEncoding=base64url", "{}")));

    assertEquals(404, client.get(entries.entry("user%2042/%C3%BC")).status());
    assertEquals(0, client.get(entries.list()).json().getJsonArray("items").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'by':1.5}|/by",
        "{'by':'1'}|/by",
        "{'by':9007199254740992}|/by",
        "{'by':1e99}|/by",
        "{'max':null}|/max",
        "{'min':5,'max':4}|/min",
        "{'ttl':0}|/ttl",
        "{'amount':1}|/amount",
        "[]|'pointer':''"
      })
  void badBody_isNamed(String body, String place) {
    Answer answer = add("bad", body);

    assertEquals(400, answer.status());
    assertTrue(answer.text().contains(place.replace('\'', '"')), answer::text);
    assertEquals(404, client.get(entries.counter("bad")).status());
  }

  @Test
  void conditions_areRefused_becauseACounterHasNoTag() {
    assertEquals(400, client.delete(entries.counter("a"), "If-Match", "\"x\"").status());
    assertEquals(400, client.get(entries.counter("a"), "If-Match", "\"x\"").status());
  }
}
