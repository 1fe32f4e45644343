package it.vedette;

import static it.vedette.SilentReplicas.assertNotReplicated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisSet;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is acknowledged when, with replicas and without. */
class DurabilityIT {
  private static final String REPLICATED = "durability=replicated";
  private static final String PERSISTED = "durability=persisted";

  private static final RedisSet redis = Target.redis();
  private static final Client client = Target.client();

  private static Answer write(
      Entries entries, String method, @Nullable String path, @Nullable String body) {
    return WritePaths.write(client, entries, REPLICATED, method, path, body);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WritePaths.ALL)
  void replicated_withReplicas_isHonoured(String method, String path, String body) {
    Entries entries = Entries.fresh();
    WritePaths.prepare(client, entries);
    redis.awaitReplicas(1);

    Answer answer = write(entries, method, path, body);

    assertTrue(answer.status() < 300, answer::text);
    assertTrue(applied(answer).contains(REPLICATED), answer::text);
  }

  private static List<String> applied(Answer answer) {
    return answer.headers().allValues("Preference-Applied");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WritePaths.ALL)
  void replicated_withoutReplicas_isAppliedAndToldSo(String method, String path, String body) {
    Entries entries = Entries.fresh();
    WritePaths.prepare(client, entries);

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
    entries.setPolicy(client, "{'durability':'replicated'}");
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

  /** Whatever the version of Redis: without a file to append to nothing can be told. */
  @Test
  void persisted_thatCannotBeTold_writesNothing() {
    Entries entries = Entries.fresh();
    redis.master().command("CONFIG", "SET", "appendonly", "no");
    Await.until(
        "the server knows",
        Duration.ofSeconds(10),
        () -> client.put(entries.entry("other"), "x", "Prefer", PERSISTED).status() == 422);

    Answer refused = client.put(entries.entry("k"), "x", "Prefer", PERSISTED);
    redis.master().command("CONFIG", "SET", "appendonly", "yes");

    assertEquals("cannot-honour-preference", refused.problem());
    assertEquals("not-applied", refused.json().getString("outcome"));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @Test
  void replicated_withoutTheRightToWait_isNotPromised() {
    WaitRight.assertPromisesNothingWithout("wait", REPLICATED);
  }
}
