package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis that has reached its {@code maxmemory} and evicts nothing. */
class StoreFullIT {
  private static final OriginServer origin = Origins.MAIN;
  private static final RedisProcess master = Target.redis().master();
  private static final Client client = Target.client();

  private final Entries entries = Entries.fresh();

  @BeforeEach
  void prepare() {
    WritePaths.prepare(client, entries);
    client.post(entries.counter("n"), "{}");
  }

  @AfterEach
  void giveMemory() {
    maxMemory("0");
  }

  private static void maxMemory(String bytes) {
    assertEquals("OK", master.command("CONFIG", "SET", "maxmemory", bytes));
  }

  private void assertOldIsWhole(String tag) {
    Answer old = client.get(entries.entry("old"));
    assertEquals("old", old.text());
    assertEquals(tag, old.header("ETag"));
    assertEquals("\"g\"", old.header("Cache-Groups"));
    assertTrue(client.get(entries.list() + "?group=g").text().contains("\"old\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT    | entries/new | value
          PUT    | entries/old | value
          PUT    | entries/old | LARGE
          PUT    | ttl/old     | {"ttl":60}
          POST   | batch       | {"atomic":true,"operations":[{"op":"delete","key":"old"},{"op":"put","key":"b","value":"x"}]}
          POST   | counters/n  | {"by":2}
          POST   | counters/m  | {"by":2}
          PUT    |             | {"ttl":60,"immortal":true}
          """)
  void writeThatNeedsMemory_isRefusedAndChangesNothing(String method, String path, String body) {
    String sent = body.replace("LARGE", "x".repeat(20_000));
    String tag = client.get(entries.entry("old")).header("ETag");
    for (String preference : new String[] {"durability=none", "durability=replicated"}) {
      maxMemory("1");
      Answer refused = WritePaths.write(client, entries, preference, method, path, sent);

      assertEquals(507, refused.status(), refused::text);
      assertEquals("store-full", refused.problem());
      assertEquals("not-applied", refused.json().getString("outcome"));
      assertTrue(refused.json().getBoolean("retryable"));
      assertTrue(refused.header("Retry-After").matches("[1-3]"), refused.header("Retry-After"));
      assertOldIsWhole(tag);

      maxMemory("0");
      Answer written = WritePaths.write(client, entries, preference, method, path, sent);
      assertTrue(written.status() < 300, written::text);
      client.put(entries.entry("old"), "old", "Cache-Groups", "\"g\"");
      tag = client.get(entries.entry("old")).header("ETag");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DELETE | entries/old    |                        | 204
          DELETE | entries/taken  |                        | 200
          DELETE | entries/absent |                        | 204
          DELETE | ttl/old        |                        | 204
          DELETE | counters/n     |                        | 204
          POST   | batch          | {"atomic":true,"operations":[{"op":"delete","key":"old"}]} | 200
          POST   | invalidations  | {"all":true}           | 200
          POST   | invalidations  | {"groups":["g"]}       | 200
          POST   | invalidations  | {"prefix":"o","mode":"soft"} | 200
          POST   | invalidations  | {"keys":["old"]}       | 200
          DELETE |                |                        | 204
          """)
  void writeThatGivesMemoryBack_goesOn(String method, String path, String body, int status) {
    for (String preference : new String[] {"durability=none", "durability=replicated"}) {
      maxMemory("1");
      Answer answer = WritePaths.write(client, entries, preference, method, path, body);
      assertEquals(status, answer.status(), answer::text);
      maxMemory("0");
      client.send(
          "PUT",
          entries.policy(),
          "{\"immortal\":true}".getBytes(StandardCharsets.UTF_8),
          "Content-Type",
          "application/json");
      client.put(entries.entry("old"), "old", "Cache-Groups", "\"g\"");
      client.put(entries.entry("taken"), "old", "Cache-Groups", "\"g\"");
    }
  }

  @Test
  void reads_ofEveryKind_goOn() {
    Entries near = Entries.fresh(client, "{'near':60}");
    client.put(near.entry("k"), "near");
    maxMemory("1");

    assertEquals("near", client.get(near.entry("k")).text());
    assertTrue(client.get(near.entry("k")).header("Cache-Status").contains("detail=near"));
    String tag = client.get(entries.entry("old")).header("ETag");
    assertEquals(304, client.get(entries.entry("old"), "If-None-Match", tag).status());
    assertEquals(200, client.get(entries.counter("n")).status());
    assertEquals(200, client.get(entries.ttl("old")).status());
    assertEquals(200, client.get(entries.list()).status());
    assertEquals(200, client.get(entries.policy() + "/stats").status());
    assertEquals(200, client.get("/health/ready").status());
  }

  @Test
  void fillLease_isRefused() {
    maxMemory("1");

    Answer refused = client.get(entries.entry("missing"), "Prefer", "fill-lease");
    assertEquals(507, refused.status(), refused::text);
  }

  @Test
  void readThrough_isServed_thoughNothingIsStored() {
    Entries filled = Entries.fresh(client, "{'origin':'main','jitter':0}");
    origin.on("/full/k", "loaded", "Cache-Control", "max-age=60");
    maxMemory("1");

    for (int i = 0; i < 2; i++) {
      Answer loaded = client.get(filled.entry("full/k"));
      assertEquals("loaded", loaded.text());
      assertTrue(
          loaded.header("Cache-Status").contains("fwd=uri-miss"), loaded.header("Cache-Status"));
    }
    maxMemory("0");
    client.get(filled.entry("full/k"));
    assertTrue(client.get(filled.entry("full/k")).header("Cache-Status").contains("hit"));
  }
}
