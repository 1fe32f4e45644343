package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scripts on a real Redis: twice the same operation, and the index of keys. */
class ScriptIT {
  private static final String[] NO_CONDITIONS = {"", "", "", ""};
  private static RedisSet set;
  private static RedisProcess redis;

  @BeforeAll
  static void start() {
    set = RedisSet.start();
    redis = set.master();
  }

  @AfterAll
  static void stop() {
    set.close();
  }

  @Test
  void write_sentTwiceWithAnotherInBetween_changesNothing() {
    String first = write("twice", "k", "op-1", "one", "60000");
    write("twice", "k", "op-2", "two", "60000");

    assertEquals(first, write("twice", "k", "op-1", "one", "60000"));
    assertTrue(first.startsWith("created"), first);
    assertEquals("two", redis.command("HGET", "twice:entry:k", "value"));
    assertEquals("op-2", redis.command("HGET", "twice:entry:k", "etag"));
  }

  @Test
  void delete_sentTwiceWithANewEntryInBetween_deletesOnce() {
    write("deleted", "k", "op-1", "one", "60000");
    assertEquals("deleted", delete("deleted", "k", "op-2"));
    write("deleted", "k", "op-3", "two", "60000");

    assertEquals("deleted", delete("deleted", "k", "op-2"));
    assertEquals("two", redis.command("HGET", "deleted:entry:k", "value"));
  }

  @Test
  void expire_sentTwiceWithANewEntryInBetween_setsOnce() {
    write("expiry", "k", "op-1", "one", "60000");
    assertEquals("set\nop-1", expire("expiry", "k", "op-2", "1000"));
    write("expiry", "k", "op-3", "two", "60000");

    assertEquals("set\nop-1", expire("expiry", "k", "op-2", "1000"));
    assertTrue(Long.parseLong(redis.command("PTTL", "expiry:entry:k")) > 50_000);
  }

  @Test
  void index_whileEntriesExpireUnseen_doesNotGrowForEver() {
    for (int i = 0; i < 300; i++) {
      write("index", "dead-" + i, "dead-" + i, "x", "1");
    }
    Await.until(
        "all are dead",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "index:entry:dead-299").equals("0"));
    for (int i = 0; i < 300; i++) {
      write("index", "live-" + i, "live-" + i, "x", "60000");
    }

    long members = Long.parseLong(redis.command("ZCARD", "index:index"));
    assertTrue(members >= 300 && members <= 300 * 3 / 2, members + " members for 300 entries");
    long left = Long.parseLong(redis.command("PTTL", "index:index"));
    assertTrue(left > 50_000 && left <= 60_000, "the index lives " + left + " ms");
  }

  @Test
  void index_ofACacheThatNobodyUses_isGoneWithItsLastEntry() {
    write("left", "k", "op-1", "x", "200");

    Await.until(
        "nothing is left",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "left:index", "left:entry:k").equals("0"));
  }

  @Test
  void groupIndex_isKeptByEveryChangeOfItsEntries() {
    write("groups", "a", "op-1", "x", "60000", "g\nh");
    write("groups", "b", "op-2", "x", "60000", "g");
    assertEquals("a\nb", redis.command("ZRANGE", "groups:group:g", "0", "-1"));

    expire("groups", "a", "op-3", "600000");
    assertTrue(Long.parseLong(redis.command("PTTL", "groups:group:h")) > 500_000);
    write("groups", "a", "op-4", "x", "60000", "h");
    assertEquals("b", redis.command("ZRANGE", "groups:group:g", "0", "-1"));
    delete("groups", "a", "op-5");
    delete("groups", "b", "op-6");

    assertEquals("0", redis.command("EXISTS", "groups:group:g", "groups:group:h"));
  }

  @Test
  void groupIndex_whoseEntriesExpired_isGoneWithTheLast() {
    write("expired", "a", "op-1", "x", "100", "g");
    write("expired", "b", "op-2", "x", "200", "g");

    Await.until(
        "nothing is left",
        Duration.ofSeconds(5),
        () -> redis.command("EXISTS", "expired:group:g", "expired:index").equals("0"));
  }

  @Test
  void counter_sentTwice_countsOnce() {
    assertEquals("counted\n5\n60000", counted("op-1", "5"));
    assertEquals("7", counted("op-2", "2").lines().toList().get(1));

    assertEquals("5", counted("op-1", "5").lines().toList().get(1));
    assertEquals("7", redis.command("GET", "counter"));
  }

  @Test
  void take_sentTwiceWithANewEntryInBetween_takesOnce() {
    write("taken", "k", "op-1", "one", "60000", "g");
    String first = take("taken", "k", "op-2");
    assertTrue(first.startsWith("taken\nop-1\na/b\n") && first.endsWith("\ng\none"), first);
    assertEquals("0", redis.command("EXISTS", "taken:index", "taken:group:g", "taken:entry:k"));
    write("taken", "k", "op-3", "two", "60000");

    assertEquals(first, take("taken", "k", "op-2"));
    assertEquals("two", redis.command("HGET", "taken:entry:k", "value"));
    assertEquals("absent", take("taken", "missing", "op-4"));
    assertEquals("absent", take("taken", "missing", "op-4"));
    assertTrue(Long.parseLong(redis.command("PTTL", "taken:operation:op-2")) > 0);
  }

  @Test
  void take_aValueLargerThanAskedFor_leavesIt() {
    write("large", "k", "op-1", "123456789 12", "60000");

    assertEquals("large\n12", take("large", "k", "op-2"));
    assertEquals("1", redis.command("EXISTS", "large:entry:k"));
  }

  private static String take(String cache, String key, String id) {
    return run(
        Script.ENTRY_TAKE,
        cache,
        key,
        id,
        key,
        "10000",
        cache + ":group:",
        cache + ":entry:",
        "10");
  }

  private static String counted(String id, String by) {
    return redis.command(
        "EVAL",
        Script.COUNTER_ADD.source(),
        "2",
        "counter",
        "counter:operation:" + id,
        by,
        "",
        "",
        "60000",
        "10000");
  }

  @Test
  void read_aValueLargerThanAskedFor_givesItsSizeAlone() {
    write("read", "k", "op-1", "12345", "60000");

    assertTrue(read("read", "k", "5").endsWith("\n12345"), read("read", "k", "5"));
    String withoutValue = read("read", "k", "4");
    assertTrue(withoutValue.startsWith("found\nop-1\n"), withoutValue);
    assertTrue(withoutValue.contains("\n5\n"), withoutValue);
    assertFalse(withoutValue.contains("12345"), withoutValue);
  }

  private static String read(String cache, String key, String most) {
    return run(Script.ENTRY_READ, cache, key, "", most, "0", "0");
  }

  private static String write(String cache, String key, String id, String value, String ttl) {
    return write(cache, key, id, value, ttl, "");
  }

  private static String write(
      String cache, String key, String id, String value, String ttl, String groups) {
    return run(
        Script.ENTRY_WRITE,
        cache,
        key,
        id,
        key,
        cache + ":entry:",
        "10000",
        cache + ":group:",
        id,
        value,
        "a/b",
        ttl,
        "",
        groups);
  }

  private static String delete(String cache, String key, String id) {
    return run(
        Script.ENTRY_DELETE, cache, key, id, key, "10000", cache + ":group:", cache + ":entry:");
  }

  private static String expire(String cache, String key, String id, String ttl) {
    return run(Script.ENTRY_EXPIRE, cache, key, id, ttl, "10000", cache + ":group:");
  }

  private static String run(
      Script script, String cache, String key, String id, String... arguments) {
    List<String> words = new ArrayList<>(List.of("EVAL", script.source(), "3"));
    words.addAll(List.of(cache + ":entry:" + key, cache + ":index", cache + ":operation:" + id));
    words.addAll(List.of(NO_CONDITIONS));
    words.addAll(List.of(arguments));
    return redis.command(words.toArray(String[]::new));
  }
}
