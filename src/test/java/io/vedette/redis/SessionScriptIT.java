package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.StandaloneRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts of sessions on a real Redis. */
class SessionScriptIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int IDLE = 100_000;
  private static final int SLICE = 5_000;

  @AutoClose private static final StandaloneRedis STANDALONE = StandaloneRedis.start();
  private static final RedisProcess redis = STANDALONE.process();

  private final SessionScripts scripts = scripts(IDLE, 1_000_000, SLICE);

  @BeforeEach
  void clear() {
    redis.command("FLUSHALL");
  }

  private static SessionScripts scripts(int idle, int absolute, int slice) {
    return new SessionScripts(redis, "" + idle, "" + absolute, "" + slice);
  }

  private static void assertFull(long left) {
    assertTrue(left > IDLE && left <= IDLE + SLICE, "ends in " + left);
  }

  @Test
  void access_withinASlice_writesNothing() {
    scripts.create("op", "a", "");
    String before = scripts.field("a", "accessed");
    scripts.age("a", SLICE - 2_000);
    String aged = scripts.field("a", "accessed");
    scripts.read("a", true);
    assertEquals(aged, scripts.field("a", "accessed"));
    assertNotEquals(before, aged);
    assertTrue(scripts.left("a") > IDLE, "lives its whole idle limit from now on");
  }

  @Test
  void access_afterASlice_beginsTheIdleLimitAnew() {
    scripts.create("op", "a", "user");
    scripts.age("a", SLICE);
    scripts.read("a", false);
    assertTrue(scripts.left("a") <= IDLE);
    scripts.read("a", true);
    assertFull(scripts.left("a"));
    String id = SessionScripts.ROOT + "id:a";
    assertFull(Long.parseLong(redis.command("PTTL", id).strip()));

    scripts.age("a", IDLE);
    scripts.set("op2", "a", "x", "1");
    assertFull(scripts.left("a"));
  }

  @Test
  void absoluteLimit_isNeverPassed() {
    SessionScripts brief = scripts(IDLE, 50_000, SLICE);
    brief.create("op", "a", "");
    scripts.age("a", SLICE);
    redis.command("PEXPIRE", SessionScripts.ROOT + "session:ha", "10000");
    brief.read("a", true);
    assertTrue(brief.left("a") > 10_000 && brief.left("a") <= 50_000, "" + brief.left("a"));
  }

  @Test
  void create_sentTwice_isOneSession() {
    scripts.create("op", "a", "user");
    assertTrue(scripts.create("op", "a", "user").startsWith("created\n0\n"));
    assertEquals("a", scripts.field("a", "id"));
    scripts.create("op", "b", "ha", "user");
    assertAll(
        () -> assertEquals("b", scripts.field("a", "id")),
        () -> assertEquals("0\n1", scripts.expire()),
        () -> assertTrue(scripts.read("b", false).startsWith("found")),
        () -> assertTrue(scripts.read("a", false).startsWith("found"), "within its grace"));
  }

  /** What came late finds nothing, and leaves nothing. */
  @Test
  void lateWrites_ofADeadSession_leaveNothing() {
    scripts.create("op", "a", "user");
    scripts.end("a");
    scripts.set("op2", "a", "x", "1");
    scripts.remove("op3", "a", "x");
    scripts.rotate("op4", "a", "b");
    scripts.create("op", "c", "user");
    scripts.read("a", true);
    assertEquals(
        List.of(),
        redis
            .command("KEYS", SessionScripts.ROOT + "*")
            .lines()
            .filter(key -> key.matches(".*}:(id|session|index|expiry).*"))
            .toList());
  }

  @Test
  void write_sentTwice_changesOnce() {
    scripts.create("op", "a", "");
    scripts.set("op1", "a", "x", "1");
    scripts.set("op2", "a", "x", "2");
    assertTrue(scripts.set("op1", "a", "x", "1").startsWith("created\nop1"));
    assertEquals("op2 2", scripts.field("a", "a:x"));
  }

  @Test
  void bytes_areThoseOfNamesAndValues() {
    scripts.create("op", "a", "");
    scripts.set("op1", "a", "name", "'€'");
    assertEquals("9", scripts.field("a", "bytes"));
    scripts.set("op2", "a", "name", "1");
    scripts.set("op3", "a", "other", "22");
    assertEquals("12", scripts.field("a", "bytes"));
    scripts.remove("op4", "a", "name");
    scripts.remove("op5", "a", "none");
    assertEquals("7", scripts.field("a", "bytes"));
  }

  @Test
  void expired_areCountedOnce() {
    SessionScripts brief = scripts(IDLE, 300, SLICE);
    brief.create("op", "a", "");
    scripts.create("op2", "b", "");
    scripts.create("op3", "c", "");
    scripts.end("c");
    Await.until("it has expired", PATIENCE, () -> brief.left("a") < 0);
    assertEquals("1\n1", scripts.expire());
    assertEquals("0\n1", scripts.expire());
  }

  /** What only reads, removes or ends is not refused for a lack of memory. */
  @Test
  void withoutMemory_sessionsAreReadRevokedAndEnded() {
    scripts.create("op", "a", "user");
    scripts.set("op1", "a", "x", "1");
    scripts.create("op2", "b", "user");
    scripts.age("a", SLICE);
    redis.command("CONFIG", "SET", "maxmemory", "1");
    try {
      assertAll(
          () -> assertTrue(scripts.read("a", true).startsWith("found")),
          () -> assertFull(scripts.left("a")),
          () -> assertTrue(scripts.remove("op3", "a", "x").startsWith("changed")),
          () -> assertTrue(scripts.remove("op4", "a", "none").startsWith("changed")),
          () -> assertEquals("ended", scripts.end("a").strip()),
          () -> assertEquals("1", scripts.revoke("op5", "user").strip()),
          () -> assertEquals("0", scripts.revoke("op6", "user").strip()),
          () -> assertEquals("0\n0", scripts.expire()),
          () -> assertTrue(refused(() -> scripts.create("op7", "c", "")).contains("OOM")));
    } finally {
      redis.command("CONFIG", "SET", "maxmemory", "0");
    }
  }

  private static String refused(Runnable run) {
    try {
      run.run();
      return "not refused";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
