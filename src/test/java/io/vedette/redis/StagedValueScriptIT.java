package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large values that are staged before their script is run, on a real Redis. */
class StagedValueScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();
  private static final EntryScripts scripts = new EntryScripts(redis);

  private static String staged(String cache, String id) {
    return redis.command("EXISTS", cache + ":staged:" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g"})
  void write_ofWhatIsStaged_takesItOver(String groups) {
    String cache = "staged" + groups;
    String large = "y".repeat(16_385);
    scripts.write(cache, "k", "op-1", "x", 60000, groups);
    scripts.stage(cache, "op-2", large);

    String replaced = scripts.writeStaged(cache, "k", "op-2", groups, "");

    assertTrue(replaced.startsWith("replaced"), replaced);
    assertEquals("0", staged(cache, "op-2"));
    assertEquals(large, redis.command("HGET", cache + ":entry:k", "large"));
    assertEquals("2", redis.command("HLEN", cache + ":entry:k"));
    assertTrue(redis.command("HGET", cache + ":entry:k", "about").startsWith("op-2 16385 "));
    assertTrue(Long.parseLong(redis.command("PTTL", cache + ":entry:k")) > 50_000);

    scripts.write(cache, "k", "op-3", "x", 60000, groups);
    assertEquals(replaced, scripts.writeStaged(cache, "k", "op-2", groups, ""));
    scripts.stage(cache, "op-2", large);
    assertEquals(replaced, scripts.writeStaged(cache, "k", "op-2", groups, ""));
    assertEquals("0", staged(cache, "op-2"));
    assertEquals("x", redis.command("HGET", cache + ":entry:k", "value"));
  }

  @Test
  void write_thatFails_letsGoOfWhatIsStaged() {
    scripts.write("refused", "k", "op-1", "x", 60000);
    scripts.stage("refused", "op-2", "y".repeat(16_385));

    assertEquals("failed", scripts.writeStaged("refused", "k", "op-2", "", "*").strip());
    assertEquals("0", staged("refused", "op-2"));
  }

  @Test
  void write_ofWhatIsNotStagedAnyMore_changesNothing() {
    scripts.write("unstaged", "k", "op-1", "x", 60000);

    assertEquals("unstaged", scripts.writeStaged("unstaged", "k", "op-2", "", "").strip());
    assertEquals("x", redis.command("HGET", "unstaged:entry:k", "value"));
    assertEquals("0", redis.command("EXISTS", "unstaged:operation:op-2"));
  }
}
