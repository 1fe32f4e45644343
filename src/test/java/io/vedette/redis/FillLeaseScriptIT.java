package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    scripts.write("leased", "k", "op-1", "other", 60000);

    assertEquals("lost", scripts.write("leased", "k", "op-2", "late", 60000, "", "token-1"));
    assertEquals("present", scripts.lease("leased", "k", "token-3"));
  }

  @Test
  void write_underALeaseSentTwice_findsItsResult() {
    scripts.lease("filled", "k", "token-1");
    String first = scripts.write("filled", "k", "op-1", "one", 60000, "", "token-1");

    assertTrue(first.startsWith("created\n"), first);
    assertEquals(first, scripts.write("filled", "k", "op-1", "one", 60000, "", "token-1"));
  }

  @Test
  void lease_whenMoreMarksFollowedThanAreKept_isLost() {
    scripts.lease("marked", "k", "token-1");
    for (int i = 0; i < 1001; i++) {
      scripts.mark("marked", "pother" + i);
    }

    assertEquals("lost", scripts.write("marked", "k", "op-1", "late", 60000, "", "token-1"));
    assertEquals("1000", redis.command("ZCARD", "marked:marks"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "pk", "gg"})
  void lease_thatAnInvalidationMakesWorthless_isGivenToTheNextAtOnce(String mark) {
    String cache = "purged-" + mark;
    scripts.lease(cache, "key", "token-1");
    assertTrue(scripts.lease(cache, "key", "token-2").startsWith("taken\n"));
    scripts.mark(cache, mark);

    assertEquals("given", scripts.lease(cache, "key", "token-2"));
    assertTrue(scripts.lease(cache, "key", "token-3").startsWith("taken\n"));
    assertEquals("lost", scripts.lease(cache, "key", "token-1", "held"));
    assertEquals("lost", scripts.write(cache, "key", "op-1", "late", 60000, "", "token-1"));
    assertTrue(
        scripts.write(cache, "key", "op-2", "new", 60000, "", "token-2").startsWith("created"));
  }

  @Test
  void lease_thatAnInvalidationDoesNotFit_isKept() {
    scripts.lease("kept", "key", "token-1");
    scripts.mark("kept", "pkeys");

    assertTrue(scripts.lease("kept", "key", "token-2").startsWith("taken\n"));
    assertEquals("given", scripts.lease("kept", "key", "token-1", "held"));
  }

  /** Somebody gets done, however often groups are invalidated that the entry may be in. */
  @Test
  void lease_whileGroupsAreInvalidatedAllTheTime_isPassedOnOnce() {
    scripts.lease("busy", "key", "token-1");
    scripts.mark("busy", "gother");
    assertEquals("given", scripts.lease("busy", "key", "token-2"));
    scripts.mark("busy", "gother");

    assertTrue(scripts.lease("busy", "key", "token-3").startsWith("taken\n"));
    assertTrue(
        scripts
            .write("busy", "key", "op-1", "done", 60000, "mine", "token-2")
            .startsWith("created"));
  }

  @Test
  void lease_underWhichAWriteWasRefused_isGivenToTheNextAtOnce() {
    scripts.lease("refused", "key", "token-1");
    scripts.mark("refused", "gmine");
    assertEquals("lost", scripts.write("refused", "key", "op-1", "late", 60000, "mine", "token-1"));

    assertEquals("0", redis.command("EXISTS", "refused:lease:key"));
  }
}
