package it.vedette;

import static it.vedette.SilentReplicas.assertNotReplicated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is acknowledged when, with replicas and without. */
class DurabilityIT {
  private static final String REPLICATED = "durability=replicated";

  /** Each way to write, on what {@link #prepare} has left. */
  private static final String WRITES =
      """
      PUT    | entries/new       | value
      PUT    | entries/old       | value
      DELETE | entries/old       |
      DELETE | entries/taken     |
      DELETE | entries/absent    |
      PUT    | ttl/old           | {"ttl":60}
      DELETE | ttl/old           |
      POST   | batch             | {"atomic":true,"operations":[{"op":"put","key":"b","value":"x"}]}
      POST   | counters/n        | {"by":2}
      DELETE | counters/n        |
      POST   | invalidations     | {"all":true}
      POST   | invalidations     | {"groups":["g"]}
      POST   | invalidations     | {"keys":["old"]}
      PUT    |                   | {"ttl":60,"immortal":true}
      DELETE |                   |
      """;

  private static RedisSet redis;
  private static VedetteServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    redis = RedisSet.start();
    server = VedetteServer.start(redis.settings());
    server.awaitReady();
    client = new Client(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
    redis.close();
  }

  private static void prepare(Entries entries) {
    client.send("PUT", entries.policy(), json("{\"immortal\":true}"), JSON);
    for (String key : List.of("old", "taken")) {
      client.put(entries.entry(key), "old", "Cache-Groups", "\"g\"");
    }
  }

  private static final String[] JSON = {"Content-Type", "application/json"};

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Answer write(
      Entries entries, String method, @Nullable String path, @Nullable String body) {
    String target = entries.policy() + (path == null || path.isEmpty() ? "" : "/" + path);
    String prefer = path != null && path.endsWith("taken") ? ", return=representation" : "";
    return client.send(
        method,
        target,
        json(body == null ? "" : body),
        "Content-Type",
        "application/json",
        "Prefer",
        REPLICATED + prefer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WRITES)
  void replicated_withReplicas_isHonoured(String method, String path, String body) {
    Entries entries = Entries.fresh();
    prepare(entries);
    redis.awaitReplicas(1);

    Answer answer = write(entries, method, path, body);

    assertTrue(answer.status() < 300, answer::text);
    assertTrue(applied(answer).contains(REPLICATED), answer::text);
  }

  private static List<String> applied(Answer answer) {
    return answer.headers().allValues("Preference-Applied");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WRITES)
  void replicated_withoutReplicas_isAppliedAndToldSo(String method, String path, String body) {
    Entries entries = Entries.fresh();
    prepare(entries);

    SilentReplicas.during(redis, () -> assertNotReplicated(write(entries, method, path, body)));
  }

  @Test
  void leasedFilling_isReplicatedToo() {
    Entries entries = Entries.fresh();
    String lease = client.post(entries.lease("k"), "").header("Fill-Lease");

    Answer filled = client.put(entries.entry("k"), "x", "Fill-Lease", lease, "Prefer", REPLICATED);

    assertEquals(201, filled.status(), filled::text);
    assertEquals(List.of(REPLICATED), applied(filled));
  }

  @Test
  void batch_tellsOfEachOperation() {
    Entries entries = Entries.fresh();
    String operations =
        "{\"operations\":[{\"op\":\"put\",\"key\":\"a\",\"value\":\"x\"},"
            + "{\"op\":\"put\",\"key\":\"b\",\"value\":\"x\",\"ifMatch\":\"*\"}]}";
    SilentReplicas.during(
        redis,
        () -> {
          Answer answer = write(entries, "POST", "batch", operations);
          assertEquals(200, answer.status(), answer::text);
          assertEquals(List.of(), applied(answer));
          JsonObject first = answer.json().getJsonArray("results").getJsonObject(0);
          assertEquals(503, first.getInt("status"));
          assertTrue(first.toString().contains("not-replicated"), first::toString);
          JsonObject second = answer.json().getJsonArray("results").getJsonObject(1);
          assertEquals(412, second.getInt("status"));
        });
    Answer answer = write(entries, "POST", "batch", operations);
    assertEquals(List.of(REPLICATED), applied(answer));
  }

  @Test
  void policy_makesADurabilityTheDefault() {
    Entries entries = Entries.fresh();
    byte[] policy = json("{\"durability\":\"replicated\"}");
    assertEquals(201, client.send("PUT", entries.policy(), policy, JSON).status());
    assertEquals("replicated", client.get(entries.policy()).json().getString("durability"));
    Answer acknowledged = client.put(entries.entry("k"), "x");
    assertEquals(201, acknowledged.status());
    assertEquals(List.of(), applied(acknowledged), "nothing was preferred");
    SilentReplicas.during(
        redis,
        () -> {
          assertNotReplicated(client.put(entries.entry("k"), "y"));
          Answer quick = client.put(entries.entry("k"), "z", "Prefer", "durability=none");
          assertEquals(204, quick.status());
          assertEquals(List.of("durability=none"), applied(quick));
        });
  }

  /** The set of the tests is too old to tell what is on disk. */
  @Test
  void persisted_thatCannotBeTold_writesNothing() {
    Entries entries = Entries.fresh();

    Answer refused = client.put(entries.entry("k"), "x", "Prefer", "durability=persisted");

    assertEquals(422, refused.status(), refused::text);
    assertEquals("cannot-honour-preference", refused.problem());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(404, client.get(entries.entry("k")).status());
  }
}
