package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, and the end of many entries at once. */
class InvalidationIT {
  private static final int MORE_THAN_ONE_SLICE = 700;

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private Answer put(String key, String groups) {
    return client.put(entries.entry(key), "x", "Cache-Groups", groups);
  }

  private long invalidate(String body) {
    Answer answer = client.post(entries.invalidations(), body.replace('\'', '"'));
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonNumber("invalidated").longValue();
  }

  private int status(String key, String... headers) {
    return client.get(entries.entry(key), headers).status();
  }

  private List<String> listed(String query) {
    return client.get(entries.list() + query).json().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("key"))
        .toList();
  }

  @Test
  void group_whenInvalidated_losesItsEntriesAndNoOthers() {
    put("a", "\"user-42\", \"catalog\"");
    put("b", "\"catalog\"");
    put("c", "\"Catalog\"");
    client.put(entries.entry("d"), "x");

    assertEquals(2, invalidate("{'groups':['catalog']}"));

    assertEquals(List.of("c", "d"), listed(""));
    assertEquals(404, status("a"));
    assertEquals(0, invalidate("{'groups':['catalog','user-42','unknown']}"));
  }

  @Test
  void groups_areTold_onReadsAndInLists() {
    put("a", "\"x y\", \"b\";p=1 , \"b\"");
    client.put(entries.entry("b"), "x");

    assertEquals("\"x y\", \"b\"", client.get(entries.entry("a")).header("Cache-Groups"));
    assertEquals(List.of("a"), listed("?group=x%20y"));
    assertEquals(List.of(), listed("?group=x"));
    JsonObject item = client.get(entries.list()).json().getJsonArray("items").getJsonObject(0);
    assertEquals("[\"x y\",\"b\"]", item.getJsonArray("groups").toString());
  }

  @Test
  void entry_storedAgainWithoutTheGroup_isNoLongerInIt() {
    put("a", "\"g\"");
    client.put(entries.entry("a"), "y");

    assertEquals(List.of(), listed("?group=g"));
    assertEquals(0, invalidate("{'groups':['g']}"));
    assertEquals(200, status("a"));
  }

  @Test
  void prefixKeysAndAll_hitWhatTheyName() {
    for (String key : List.of("user/1", "user/2", "users", "a", "b", "c")) {
      client.put(entries.entry(key), "x");
    }

    assertEquals(2, invalidate("{'prefix':'user/'}"));
    assertEquals(2, invalidate("{'keys':['a','b','missing']}"));
    assertEquals(List.of("c", "users"), listed(""));
    assertEquals(1, invalidate("{'keys':['Yw'],'keyEncoding':'base64url'}"));
    assertEquals(1, invalidate("{'all':true}"));
    assertEquals(List.of(), listed(""));
  }

  @Test
  void softly_whatIsHit_isOnlyForThoseWhoTakeStale() {
    String tag = put("a", "\"g\"").header("ETag");

    assertEquals(1, invalidate("{'groups':['g'],'mode':'soft'}"));
    assertEquals(0, invalidate("{'groups':['g'],'mode':'soft'}"));

    assertEquals(404, status("a"));
    assertEquals(404, status("a", "If-None-Match", tag));
    assertEquals(404, client.get(entries.ttl("a")).status());
    Answer stale = client.get(entries.entry("a"), "Cache-Control", "max-stale");
    assertEquals(200, stale.status());
    assertTrue(stale.header("Cache-Status").matches("vedette; hit; ttl=-?[0-9]+"));
    assertEquals("x", stale.text());
    assertEquals(412, client.put(entries.entry("a"), "y", "If-Match", tag).status());
    assertEquals(201, client.put(entries.entry("a"), "y", "If-None-Match", "*").status());
    assertEquals("y", client.get(entries.entry("a")).text());
  }

  @Test
  void manyEntries_areHitByOneCall() {
    List<CompletableFuture<Answer>> stored = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_ONE_SLICE; i++) {
      stored.add(
          client.sendAsync(
              "PUT", entries.entry("k" + i), new byte[] {1}, "Cache-Groups", "\"g\", \"h\""));
    }
    stored.forEach(answer -> assertEquals(201, answer.join().status()));
    List<String> keys = IntStream.range(0, 400).mapToObj(i -> "'k" + i + "'").toList();

    assertEquals(400, invalidate("{'keys':[" + String.join(",", keys) + "]}"));
    assertEquals(MORE_THAN_ONE_SLICE - 400, invalidate("{'groups':['h'],'mode':'soft'}"));
    assertEquals(MORE_THAN_ONE_SLICE - 400, invalidate("{'groups':['g']}"));
    assertEquals(List.of(), listed(""));
    assertEquals(List.of(), listed("?group=h"));
  }

  @Test
  void manyEntries_areHitBehindTheAnswer_byATask() {
    for (int i = 0; i < 150; i++) {
      client.put(entries.entry("b" + i), "x");
    }
    Answer accepted =
        client.send(
            "POST",
            entries.invalidations(),
            "{\"prefix\":\"b\"}".getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "Prefer",
            "respond-async");
    assertEquals(202, accepted.status());
    assertEquals("respond-async", accepted.header("Preference-Applied"));
    String task = accepted.header("Location");
    Await.until(
        "the task to be done",
        Duration.ofSeconds(20),
        () -> client.get(task).json().getString("status").equals("succeeded"));
    assertEquals("{\"invalidated\":150}", client.get(task + "/result").text());
    assertEquals(List.of(), listed("?prefix=b"));
  }

  @Test
  void whatWasThereBefore_isHit_whileOthersWrite() {
    for (int i = 0; i < 300; i++) {
      put("before-" + i, "\"g\"");
    }
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> writer =
        CompletableFuture.supplyAsync(
            () -> {
              int written = 0;
              while (!done.get()) {
                put("during-" + written++, "\"g\"");
              }
              return written;
            });

    long hit = invalidate("{'groups':['g']}");
    done.set(true);

    assertTrue(hit >= 300 && hit <= 300 + writer.join(), hit + " hit");
    assertEquals(List.of(), listed("?prefix=before-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|exactly one of",
        "{'group':'a'}|did you mean 'groups'",
        "{'prefix':''}|'prefix' is not empty",
        "{'keys':[]}|'keys' is a list of 1 to 1000"
      })
  void badBody_isNamedAndDoesNothing(String body, String detail) {
    client.put(entries.entry("a"), "x");

    Answer answer = client.post(entries.invalidations(), body.replace('\'', '"'));

    assertEquals(400, answer.status());
    assertTrue(answer.text().contains(detail), answer::text);
    assertEquals(200, status("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a|list of strings", "\"\"|1 to 128 characters"})
  void badGroups_areRefused(String groups, String detail) {
    Answer answer = put("a", groups);

    assertEquals(400, answer.status());
    assertTrue(answer.text().contains(detail), answer::text);
  }
}
