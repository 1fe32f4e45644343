package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is counted of a cache, on two servers. */
class StatsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Client here = Target.client();
  private static final Client there = new Client(Target.other().base());

  private static JsonObject stats(Client client, Entries entries) {
    return client.get(entries.policy() + "/stats").json();
  }

  private static void awaitCount(Client client, Entries entries, String member, int count) {
    Await.until(
        () -> member + " in " + client.get(entries.policy() + "/stats").text(),
        SOON,
        () -> stats(client, entries).getInt(member) == count);
  }

  @Test
  void readsOnBothServers_areSummed() {
    Entries entries = Entries.fresh();
    here.put(entries.entry("k"), "12345");
    here.put(entries.entry("l"), "123");
    for (int i = 0; i < 3; i++) {
      here.get(entries.entry("k"));
      there.get(entries.entry("l"));
      there.get(entries.entry("none"));
    }

    awaitCount(here, entries, "hits", 6);
    awaitCount(here, entries, "misses", 3);
    awaitCount(there, entries, "hits", 6);
    JsonObject stats = stats(here, entries);
    assertEquals(2, stats.getInt("entries"));
    assertEquals(8, stats.getInt("bytes"));
    assertFalse(stats.getBoolean("estimated"));
  }

  @Test
  void ownReads_areCountedAtOnce() {
    Entries entries = Entries.fresh();
    here.put(entries.entry("k"), "value");
    for (int i = 1; i <= 20; i++) {
      here.get(entries.entry("k"));
      assertEquals(i, stats(here, entries).getInt("hits"));
    }
  }

  @Test
  void nearAndLoadedReads_areCounted() {
    Entries entries = Entries.fresh();
    entries.setPolicy(here, "{'origin':'main','near':60}");
    Origins.MAIN.on("/st/a", "text", "Cache-Control", "max-age=100");
    Origins.MAIN.on("/st/fails", exchange -> OriginServer.send(exchange, 503, "away"));
    here.get(entries.entry("st/a"));
    Await.until(
        "a copy answers",
        SOON,
        () -> here.get(entries.entry("st/a")).header("Cache-Status").endsWith("detail=near"));
    assertEquals(502, here.get(entries.entry("st/fails")).status());

    JsonObject stats = stats(here, entries);

    assertTrue(stats.getInt("nearHits") >= 1);
    assertTrue(stats.getInt("hits") >= stats.getInt("nearHits"));
    assertEquals(2, stats.getInt("misses"));
    assertEquals(2, stats.getInt("loads"));
    assertTrue(stats.getJsonNumber("loadTime").doubleValue() >= 0);
  }

  @Test
  void manyEntries_areEstimatedFromSome() {
    Entries entries = Entries.fresh();
    for (int i = 0; i < 300; i++) {
      here.put(entries.entry("k" + i), "1234567890");
    }

    JsonObject stats = stats(here, entries);

    assertTrue(stats.getBoolean("estimated"));
    assertEquals(300, stats.getInt("entries"));
    assertEquals(3000, stats.getInt("bytes"));
  }

  @Test
  void namesThatReadersMakeUp_leaveNothing() {
    Entries entries = Entries.fresh();
    here.get(entries.entry("none"));

    assertEquals(0, stats(here, entries).getInt("misses"));
    assertEquals("", Target.redis().master().command("KEYS", "*" + entries.cache() + "*"));
  }
}
