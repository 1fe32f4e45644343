package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The scripts on a real Redis: twice the same operation, and what they read. */
class ScriptIT {
  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();
  private static final EntryScripts scripts = new EntryScripts(redis);

  @Test
  void write_sentTwiceWithAnotherInBetween_changesNothing() {
    String first = scripts.write("twice", "k", "op-1", "one", 60000);
    scripts.write("twice", "k", "op-2", "two", 60000);

    assertEquals(first, scripts.write("twice", "k", "op-1", "one", 60000));
    assertTrue(first.startsWith("created"), first);
    assertEquals("two", redis.command("HGET", "twice:entry:k", "value"));
    assertTrue(redis.command("HGET", "twice:entry:k", "about").startsWith("op-2 "));
  }

  @Test
  void write_ofASmallValueInPlaceOfALargeOne_andBack_leavesOne() {
    String large = "x".repeat(16_385);
    scripts.write("sizes", "k", "op-1", large, 60000);
    assertEquals(large, redis.command("HGET", "sizes:entry:k", "large"));

    scripts.write("sizes", "k", "op-2", "x", 60000);
    assertEquals("x", redis.command("HGET", "sizes:entry:k", "value"));
    assertEquals("2", redis.command("HLEN", "sizes:entry:k"));

    scripts.write("sizes", "k", "op-3", large, 60000);
    assertEquals("2", redis.command("HLEN", "sizes:entry:k"));
  }

  /** The usual way and the other one. */
  @Test
  void write_inPlaceOfAFreshEntry_keepsWhenThatWasCreated() {
    scripts.write("created", "k", "op-1", "x", 60000);
    String created = scripts.read("created", "k", 1).lines().toList().get(3);

    scripts.write("created", "k", "op-2", "x", 60000, "g");
    assertEquals(created, scripts.read("created", "k", 1).lines().toList().get(3));

    scripts.write("created", "k", "op-3", "x", 60000);
    assertEquals(created, scripts.read("created", "k", 1).lines().toList().get(3));
    assertEquals("0", redis.command("EXISTS", "created:group:g"));
    scripts.invalidate("created", "soft", "k");
    assertTrue(scripts.write("created", "k", "op-4", "x", 60000).startsWith("created"));
  }

  /** Its own entry does not make the condition of the second one false. */
  @Test
  void create_sentTwice_hasCreated_andAnotherFails() {
    String first = scripts.create("once", "k", "op-1");

    assertTrue(first.startsWith("created"), first);
    assertEquals(first, scripts.create("once", "k", "op-1"));
    assertEquals("failed", scripts.create("once", "k", "op-2").strip());
    assertTrue(redis.command("HGET", "once:entry:k", "about").startsWith("op-1 "));
  }

  @Test
  void delete_sentTwiceWithANewEntryInBetween_deletesOnce() {
    scripts.write("deleted", "k", "op-1", "one", 60000);
    assertEquals("deleted", scripts.delete("deleted", "k", "op-2"));
    scripts.write("deleted", "k", "op-3", "two", 60000);

    assertEquals("deleted", scripts.delete("deleted", "k", "op-2"));
    assertEquals("two", redis.command("HGET", "deleted:entry:k", "value"));
  }

  @Test
  void expire_sentTwiceWithANewEntryInBetween_setsOnce() {
    scripts.write("expiry", "k", "op-1", "one", 60000);
    assertEquals("set\nop-1", scripts.expire("expiry", "k", "op-2", "1000"));
    scripts.write("expiry", "k", "op-3", "two", 60000);

    assertEquals("set\nop-1", scripts.expire("expiry", "k", "op-2", "1000"));
    assertTrue(Long.parseLong(redis.command("PTTL", "expiry:entry:k")) > 50_000);
  }

  @Test
  void read_thatSlidesTheIdleLimit_tellsTheTimeFromThenOn() {
    scripts.writeIdle("slid", "k", "op-1", 60000, 30000);
    assertTrue(Long.parseLong(redis.command("PTTL", "slid:entry:k")) <= 30_000);
    redis.command("PEXPIRE", "slid:entry:k", "5000");

    List<String> read = scripts.read("slid", "k", 5).lines().toList();

    assertEquals("30000", read.get(5));
    assertTrue(Long.parseLong(redis.command("PTTL", "slid:entry:k")) > 25_000);
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
    scripts.write("taken", "k", "op-1", "one", 60000, "g");
    String first = scripts.take("taken", "k", "op-2");
    assertTrue(first.startsWith("taken\nop-1\na/b\n") && first.endsWith("\ng\none"), first);
    assertEquals("0", redis.command("EXISTS", "taken:index", "taken:group:g", "taken:entry:k"));
    scripts.write("taken", "k", "op-3", "two", 60000);

    assertEquals(first, scripts.take("taken", "k", "op-2"));
    assertEquals("two", redis.command("HGET", "taken:entry:k", "value"));
    assertEquals("absent", scripts.take("taken", "missing", "op-4"));
    assertEquals("absent", scripts.take("taken", "missing", "op-4"));
    assertTrue(Long.parseLong(redis.command("PTTL", "taken:operation:op-2")) > 0);
  }

  @Test
  void take_aValueLargerThanAskedFor_leavesIt() {
    scripts.write("large", "k", "op-1", "123456789 12", 60000);

    assertEquals("large\n12", scripts.take("large", "k", "op-2"));
    assertEquals("1", redis.command("EXISTS", "large:entry:k"));
  }

  private static String counted(String id, String by) {
    return AllScripts.run(
        redis,
        AllScripts.script("counter-add")
            .on(Fields.utf8("counter"), Fields.utf8("counter:operation:" + id))
            .with("by", by)
            .with("least", "")
            .with("most", "")
            .with("ttl", 60_000)
            .with("memory", 10_000));
  }

  @Test
  void read_aValueLargerThanAskedFor_givesItsSizeAlone() {
    scripts.write("read", "k", "op-1", "12345", 60000);

    assertTrue(scripts.read("read", "k", 5).endsWith("\n12345"), scripts.read("read", "k", 5));
    String withoutValue = scripts.read("read", "k", 4);
    assertTrue(withoutValue.startsWith("found\nop-1\n"), withoutValue);
    assertTrue(withoutValue.contains("\n5\n"), withoutValue);
    assertFalse(withoutValue.contains("12345"), withoutValue);
  }

  private static String claim(String name, String token) {
    return AllScripts.run(
        redis,
        AllScripts.script("idempotency-claim")
            .on(Fields.utf8(name))
            .with("request", "r")
            .with("token", token)
            .with("held", 9_000)
            .with("kept", 90_000)
            .with("most", 9));
  }

  private static String settle(String name, String token, String end) {
    return AllScripts.run(
        redis,
        AllScripts.script("idempotency-settle")
            .on(Fields.utf8(name))
            .with("token", token)
            .with("end", end)
            .with("answer", "answer")
            .with("memory", 9_000));
  }

  @Test
  void claim_ofTheOnlyAttempt_isForgottenWhenItIsReleased() {
    assertEquals("held\nt-1", claim("claim:1", "t-1"));
    assertEquals("held\nt-1", claim("claim:1", "t-1"));
    assertTrue(claim("claim:1", "t-2").startsWith("running\n"));

    assertEquals("settled", settle("claim:1", "t-1", "released"));
    assertEquals("lost", settle("claim:1", "t-1", "done"));
    assertEquals("held\nt-2", claim("claim:1", "t-2"));
  }

  /** The first attempt may have done something: its operation ids are to find it. */
  @Test
  void claim_releasedByALaterAttempt_keepsTheIdOfTheFirst() {
    claim("claim:2", "t-1");
    settle("claim:2", "t-1", "open");
    assertEquals("held\nt-1", claim("claim:2", "t-2"));
    settle("claim:2", "t-2", "released");

    assertEquals("held\nt-1", claim("claim:2", "t-3"));
    settle("claim:2", "t-3", "done");
    assertEquals("done\nanswer", claim("claim:2", "t-4"));
  }
}
