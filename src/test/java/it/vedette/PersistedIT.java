package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes that wait for disks. The first redis-server on the PATH is to know WAITAOF. */
@Tag("persisted")
class PersistedIT {
  private static final String PERSISTED = "durability=persisted";

  private static final RedisSet redis = Target.redis();
  private static final Client client = Target.client();

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = WritePaths.ALL)
  void persisted_isHonoured(String method, String path, String body) {
    Entries entries = Entries.fresh();
    WritePaths.prepare(client, entries);

    Answer answer = WritePaths.write(client, entries, PERSISTED, method, path, body);

    assertTrue(answer.status() < 300, answer::text);
    assertTrue(answer.headers().allValues("Preference-Applied").contains(PERSISTED), answer::text);
  }

  @Test
  void persisted_withoutReplicas_isAppliedAndToldSo() {
    Entries entries = Entries.fresh();
    SilentReplicas.during(
        redis,
        () ->
            SilentReplicas.assertNotReplicated(
                client.put(entries.entry("k"), "x", "Prefer", PERSISTED)));
  }

  /** What no replica has on its disk is not persisted, although all have it in memory. */
  @Test
  void persisted_withoutDisksOfReplicas_isAppliedAndToldSo() {
    Entries entries = Entries.fresh();
    redis.awaitReplicas(2);
    List<RedisProcess> replicas = redis.replicas();
    replicas.forEach(replica -> replica.command("CONFIG", "SET", "appendonly", "no"));
    try {
      SilentReplicas.assertNotReplicated(client.put(entries.entry("k"), "x", "Prefer", PERSISTED));
      assertEquals(
          204, client.put(entries.entry("k"), "x", "Prefer", "durability=replicated").status());
    } finally {
      replicas.forEach(replica -> replica.command("CONFIG", "SET", "appendonly", "yes"));
    }
    Await.until(
        "disks tell again",
        Duration.ofSeconds(20),
        () -> client.put(entries.entry("k"), "x", "Prefer", PERSISTED).status() == 204);
  }

  @Test
  void persisted_withoutTheRightToWait_isNotPromised() {
    WaitRight.assertPromisesNothingWithout("waitaof", PERSISTED);
  }

  @Test
  void claims_afterEachFailover_areTrue() throws Exception {
    LedgerIT.assertTrueAfterFailovers("none", "replicated", "persisted");
  }
}
