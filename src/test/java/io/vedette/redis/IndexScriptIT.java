package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indexes of a cache and of its groups, on a real Redis. */
class IndexScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();
  private static final EntryScripts scripts = new EntryScripts(redis);

  @Test
  void index_whileEntriesExpireUnseen_doesNotGrowForEver() {
    for (int i = 0; i < 300; i++) {
      scripts.write("index", "dead-" + i, "dead-" + i, "x", 1);
    }
    Await.until(
        "all are dead",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "index:entry:dead-299").equals("0"));
    for (int i = 0; i < 300; i++) {
      scripts.write("index", "live-" + i, "live-" + i, "x", 60000);
    }

    long members = Long.parseLong(redis.command("ZCARD", "index:index"));
    assertTrue(members >= 300 && members <= 300 * 3 / 2, members + " members for 300 entries");
    long left = Long.parseLong(redis.command("PTTL", "index:index"));
    assertTrue(left > 50_000 && left <= 63_750, "the index lives " + left + " ms");
  }

  @Test
  void index_ofAnEntryThatIsOverBeforeItsScript_isGone() {
    assertTrue(scripts.write("moment", "k", "op-1", "x", 0).startsWith("created"));

    assertEquals("0", redis.command("EXISTS", "moment:index", "moment:entry:k"));
  }

  @Test
  void index_ofACacheThatNobodyUses_isGoneWithItsLastEntry() {
    scripts.write("left", "k", "op-1", "x", 200);

    Await.until(
        "nothing is left",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "left:index", "left:entry:k").equals("0"));
  }

  @Test
  void groupIndex_isKeptByEveryChangeOfItsEntries() {
    scripts.write("groups", "a", "op-1", "x", 60000, "g\nh");
    scripts.write("groups", "b", "op-2", "x", 60000, "g");
    assertEquals("a\nb", redis.command("ZRANGE", "groups:group:g", "0", "-1"));

    scripts.expire("groups", "a", "op-3", "600000");
    assertTrue(Long.parseLong(redis.command("PTTL", "groups:group:h")) > 500_000);
    scripts.write("groups", "a", "op-4", "x", 60000, "h");
    assertEquals("b", redis.command("ZRANGE", "groups:group:g", "0", "-1"));
    scripts.delete("groups", "a", "op-5");
    scripts.delete("groups", "b", "op-6");

    assertEquals("0", redis.command("EXISTS", "groups:group:g", "groups:group:h"));
  }

  @Test
  void groupIndex_whoseEntriesExpired_isGoneWithTheLast() {
    scripts.write("expired", "a", "op-1", "x", 100, "g");
    scripts.write("expired", "b", "op-2", "x", 200, "g");

    Await.until(
        "nothing is left",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "expired:group:g", "expired:index").equals("0"));
  }

  private static long left(String index) {
    return Long.parseLong(redis.command("PTTL", index));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "expire", "write", "take", "invalidate"})
  void index_afterTheLastEntryThatStayed_expiresWithTheOthers(String change) {
    String cache = "stayed-" + change;
    scripts.write(cache, "a", "op-1", "x", 60000, "g");
    scripts.write(cache, "b", "op-2", "x", 1000, "g");
    scripts.expire(cache, "b", "op-3", "");
    scripts.expire(cache, "a", "op-4", "");
    scripts.write(cache, "c", "op-5", "x", 600000, "g");
    scripts.delete(cache, "a", "op-6");
    assertEquals(-1, left(cache + ":index"));
    assertEquals(-1, left(cache + ":group:g"));

    switch (change) {
      case "delete" -> scripts.delete(cache, "b", "op-7");
      case "expire" -> scripts.expire(cache, "b", "op-7", "5000");
      case "write" -> scripts.write(cache, "b", "op-7", "x", 5000);
      case "take" -> scripts.take(cache, "b", "op-7");
      default -> scripts.invalidate(cache, "hard", "b");
    }

    for (String index : new String[] {cache + ":index", cache + ":group:g"}) {
      assertTrue(left(index) > 500_000 && left(index) <= 600_000, index + ": " + left(index));
      assertTrue(redis.command("ZRANGE", index, "0", "-1").contains("c"));
      assertEquals("0", redis.command("EXISTS", index + "\n"));
    }
  }

  /** It may have an idle limit, or Redis may have thrown it out. */
  @Test
  void index_afterTheEntryThatStayedIsGoneUnseen_expiresWithTheOthers() {
    scripts.write("unseen", "a", "op-1", "x", 60000);
    scripts.expire("unseen", "a", "op-2", "");
    redis.command("DEL", "unseen:entry:a");

    for (int i = 0; i < 3; i++) {
      scripts.write("unseen", "b", "op-b" + i, "x", 600000);
      scripts.delete("unseen", "b", "op-c" + i);
      scripts.write("unseen", "c" + i, "op-d" + i, "x", 600000);
    }

    assertEquals("c0\nc1\nc2", redis.command("ZRANGE", "unseen:index", "0", "-1"));
    assertTrue(left("unseen:index") > 500_000 && left("unseen:index") <= 637_500);
  }

  @Test
  void index_whoseOnlyEntryStayed_isGoneWithIt() {
    scripts.write("only", "a", "op-1", "x", 60000, "g");
    scripts.expire("only", "a", "op-2", "");
    scripts.delete("only", "a", "op-3");

    assertEquals(
        "0",
        redis.command("EXISTS", "only:index", "only:index\n", "only:group:g", "only:group:g\n"));
  }
}
