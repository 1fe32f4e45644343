package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The scripts of fill leases on a real Redis. */
class FillLeaseScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();
  private static final EntryScripts scripts = new EntryScripts(redis);

  @Test
  void lease_isGivenOnceAndEndsWithEveryWrite() {
    assertEquals("given", scripts.lease("leased", "k", "token-1"));
    assertEquals("given", scripts.lease("leased", "k", "token-1"));
    assertTrue(scripts.lease("leased", "k", "token-2").startsWith("taken\n"));
    scripts.write("leased", "k", "op-1", "other", "60000");

    assertEquals("lost", scripts.write("leased", "k", "op-2", "late", "60000", "", "token-1"));
    assertEquals("present", scripts.lease("leased", "k", "token-3"));
  }

  @Test
  void write_underALeaseSentTwice_findsItsResult() {
    scripts.lease("filled", "k", "token-1");
    String first = scripts.write("filled", "k", "op-1", "one", "60000", "", "token-1");

    assertTrue(first.startsWith("created\n"), first);
    assertEquals(first, scripts.write("filled", "k", "op-1", "one", "60000", "", "token-1"));
  }

  @Test
  void lease_whenMoreMarksFollowedThanAreKept_isLost() {
    scripts.lease("marked", "k", "token-1");
    for (int i = 0; i < 1001; i++) {
      redis.command(
          "EVAL",
          Script.ENTRY_INVALIDATE.source(),
          "1",
          "marked:index",
          "marked:",
          "hard",
          "",
          "pother" + i,
          "[x",
          "[x",
          "100");
    }

    assertEquals("lost", scripts.write("marked", "k", "op-1", "late", "60000", "", "token-1"));
    assertEquals("1000", redis.command("ZCARD", "marked:marks"));
  }
}
