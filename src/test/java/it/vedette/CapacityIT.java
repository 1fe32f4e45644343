package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a cache may hold by its policy. */
class CapacityIT {
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();

  private static void assertRefused(Answer refused, String policy) {
    assertEquals(429, refused.status(), refused::text);
    assertRefused(refused.json(), policy);
    assertEquals("5", refused.header("Retry-After"));
  }

  private static void assertRefused(JsonObject problem, String policy) {
    assertEquals("urn:vedette:problem:quota-exceeded", problem.getString("type"));
    assertEquals("not-applied", problem.getString("outcome"));
    assertEquals(policy, problem.getJsonArray("violated-policies").getString(0));
  }

  @Test
  void entries_upToMaxEntries_andNoneMore() {
    Entries entries = Entries.fresh(client, "{'maxEntries':2}");
    client.put(entries.entry("a"), "1");
    client.put(entries.entry("b"), "1");

    assertRefused(client.put(entries.entry("c"), "1"), "maxEntries");
    assertEquals(404, client.get(entries.entry("c")).status());
    assertEquals(204, client.put(entries.entry("b"), "2").status());
    assertEquals(204, client.delete(entries.entry("a")).status());
    assertEquals(201, client.put(entries.entry("c"), "1").status());
    assertEquals(2, client.get(entries.policy()).json().getInt("maxEntries"));
    assertTrue(client.get(entries.policy()).json().isNull("maxTotalBytes"));
    assertEquals(200, client.post(entries.counter("n"), "{}").status());
  }

  @Test
  void bytes_upToMaxTotalBytes_andNoneMore() {
    Entries entries = Entries.fresh(client, "{'maxTotalBytes':10}");
    client.put(entries.entry("a"), "12345678");

    assertRefused(client.put(entries.entry("b"), "123"), "maxTotalBytes");
    assertEquals(201, client.put(entries.entry("b"), "12").status());
    assertEquals(204, client.put(entries.entry("a"), "87654321").status());
    assertRefused(client.put(entries.entry("a"), "123456789"), "maxTotalBytes");
  }

  @Test
  void batch_overTheLimit_isRefusedWhole_orPartByPart() {
    Entries entries = Entries.fresh(client, "{'maxEntries':1}");
    String two =
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"1\"},{\"op\":\"put\",\"key\":\"b\",\"value\":\"1\"}";

    assertRefused(
        client.post(entries.batch(), "{\"atomic\":true,\"operations\":[" + two + "]}"),
        "maxEntries");
    assertEquals(404, client.get(entries.entry("a")).status());
    List<JsonObject> results =
        client
            .post(entries.batch(), "{\"operations\":[" + two + "]}")
            .json()
            .getJsonArray("results")
            .getValuesAs(JsonObject.class);
    List<Integer> statuses = results.stream().map(one -> one.getInt("status")).sorted().toList();
    assertEquals(List.of(201, 429), statuses);
    results.stream()
        .filter(one -> one.getInt("status") == 429)
        .forEach(one -> assertRefused(one.getJsonObject("problem"), "maxEntries"));
  }

  @Test
  void writers_manyAtOnce_neverPassTheLimitTogether() throws Exception {
    Entries entries = Entries.fresh(client, "{'maxEntries':10}");
    List<CompletableFuture<Answer>> writers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writers.add(client.sendAsync("PUT", entries.entry("k" + i), new byte[] {'x'}));
    }
    int stored = 0;
    for (CompletableFuture<Answer> writer : writers) {
      int status = writer.get(30, TimeUnit.SECONDS).status();
      assertTrue(status == 201 || status == 429, "status " + status);
      stored += status == 201 ? 1 : 0;
    }
    assertEquals(10, stored);
  }

  @Test
  void readThrough_withoutRoom_isServedAndNotStored() {
    Entries entries = Entries.fresh(client, "{'origin':'main','jitter':0,'maxEntries':1}");
    for (String key : List.of("room/a", "room/b")) {
      origin.on("/" + key, "loaded", "Cache-Control", "max-age=60");
    }
    client.get(entries.entry("room/a"));

    for (int i = 0; i < 3; i++) {
      Answer loaded = client.get(entries.entry("room/b"));
      assertEquals("loaded", loaded.text());
      assertEquals("vedette; fwd=uri-miss; fwd-status=200", loaded.header("Cache-Status"));
    }
    assertTrue(client.get(entries.entry("room/a")).header("Cache-Status").contains("hit"));
  }
}
