package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The common count of rates on a real Redis. Its clock goes on between two calls. */
class RateScriptIT {
  private static final long MOST = 120_000_000;
  private static final long A_MOMENT = 5_000_000;

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private static List<Long> spend(String id, Object... namesAndMicros) {
    List<byte[]> names = new ArrayList<>(List.of(Fields.utf8("operation:" + id)));
    List<byte[]> spent = new ArrayList<>();
    for (int i = 0; i < namesAndMicros.length; i += 2) {
      names.add(Fields.ascii(namesAndMicros[i]));
      spent.addAll(List.of(Fields.ascii(namesAndMicros[i + 1]), Fields.ascii(MOST)));
    }
    ScriptCall call = AllScripts.script("rate-spend").on(names).with("memory", 10_000).rest(spent);
    return AllScripts.run(redis, call).lines().map(Long::parseLong).toList();
  }

  private static void assertAbout(long expected, long micros) {
    assertTrue(micros <= expected && micros > expected - A_MOMENT, expected + " and " + micros);
  }

  @Test
  void spend_addsUp_andTellsWhenAllIsThereAgain() {
    assertEquals(List.of(30_000_000L), spend("op-1", "sum", 30_000_000));
    assertAbout(50_000_000, spend("op-2", "sum", 20_000_000).get(0));

    long left = Long.parseLong(redis.command("PTTL", "sum"));
    assertTrue(left > 45_000 && left <= 50_000, "lives for " + left);
  }

  @Test
  void spend_ofSeveral_keepsThemApart() {
    assertEquals(
        List.of(1_000_000L, 2_000_000L), spend("op-3", "one", 1_000_000, "two", 2_000_000));
  }

  @Test
  void spend_sentTwice_countsOnce() {
    spend("op-4", "twice", 60_000_000);

    assertAbout(60_000_000, spend("op-4", "twice", 60_000_000).get(0));
    assertAbout(60_000_000, spend("op-5", "twice", 0).get(0));
  }

  @Test
  void spend_moreThanIsKept_isForgotten() {
    assertEquals(List.of(MOST), spend("op-6", "most", 10 * MOST));
  }

  @Test
  void spend_afterAClockWasSetBack_keepsNobodyWaitingBeyondTheAccount() {
    redis.command("SET", "future", "9000000000000000");

    assertEquals(List.of(MOST), spend("op-7", "future", 1));
    assertAbout(MOST, spend("op-8", "future", 0).get(0));
  }

  @Test
  void spend_allThereAgain_leavesNothing() {
    spend("op-9", "short", 20_000);

    Await.until(
        "it is gone", Duration.ofSeconds(5), () -> redis.command("EXISTS", "short").equals("0"));
    assertEquals(List.of(0L), spend("op-10", "short", 0));
    assertEquals("0", redis.command("EXISTS", "short"));
  }
}
