package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The list of caches, and what deleting a cache leaves. */
class CacheListIT {
  private static final String JSON = "application/json";
  private static final int MANY = 5000;
  private static final int AT_ONCE = 50;

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  @Test
  void delete_cacheOfManyEntries_clearsIt() throws Exception {
    client.put(entries.policy(), "{\"ttl\":600}", "Content-Type", JSON);
    for (int from = 0; from < MANY; from += AT_ONCE) {
      List<CompletableFuture<Answer>> writes = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        writes.add(client.sendAsync("PUT", entries.entry("k" + i), new byte[] {'x'}));
      }
      for (CompletableFuture<Answer> write : writes) {
        assertEquals(201, write.get(30, TimeUnit.SECONDS).status());
      }
    }
    assertEquals(MANY, listed(client).getOrDefault(entries.cache(), -1));

    assertEquals(204, client.delete(entries.policy()).status());
    assertEquals(List.of(), client.get(entries.list()).json().getJsonArray("items"));
    assertEquals(404, client.get(entries.entry("k1")).status());
    assertFalse(listed(client).containsKey(entries.cache()));
  }

  @Test
  void list_pageByPage_hasPoliciesAndEntries() {
    client.put(entries.policy(), "{}", "Content-Type", JSON);
    Entries unnamed = Entries.fresh();
    client.put(unnamed.entry("a"), "x");
    client.put(unnamed.entry("b"), "x");

    Map<String, Integer> listed = listed(client);

    assertEquals(0, listed.getOrDefault(entries.cache(), -1));
    assertEquals(2, listed.getOrDefault(unnamed.cache(), -1));
    assertEquals(400, client.get("/api/v1/caches?cursor=*").status());
    assertEquals(400, client.get("/api/v1/caches?limit=0").status());
  }

  /** All caches and their sizes, three at a time, each once. */
  private static Map<String, Integer> listed(Client client) {
    Map<String, Integer> sizes = new HashMap<>();
    String page = "/api/v1/caches?limit=3";
    Set<String> seen = new HashSet<>();
    while (!page.isEmpty()) {
      assertTrue(seen.add(page), page);
      Answer answer = client.get(page);
      assertEquals(200, answer.status(), answer::text);
      List<JsonObject> items = answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
      assertTrue(items.size() <= 3, answer::text);
      items.forEach(item -> sizes.put(item.getString("name"), item.getInt("entries")));
      page = answer.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
    }
    return sizes;
  }
}
