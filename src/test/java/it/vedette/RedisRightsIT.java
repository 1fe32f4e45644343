package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's user may not do, at a real Redis and a real sentinel. */
class RedisRightsIT {
  private static final String NOT_IN_A_SCRIPT =
      "(?s).*(NOPERM|ACL failure|The user executing the script can't|not allowed from script).*";

  @AutoClose private static final RedisSet redis = RedisSet.start();

  private static void assertRefused(RedisProcess process, String... words) {
    Exception refused =
        assertThrows(IllegalStateException.class, () -> process.commandAs("app", words));
    assertTrue(refused.toString().contains(": NOPERM"), refused::toString);
  }

  @Test
  void ownKeysAndChannel_areOpen() {
    RedisProcess master = redis.master();

    assertEquals("OK", master.commandAs("app", "SET", "vedette:1:mark", "x"));
    assertEquals("0", master.commandAs("app", "PUBLISH", "vedette:1:topics", "x"));
    for (RedisProcess sentinel : redis.sentinels()) {
      String named = sentinel.commandAs("app", "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "vedette");
      assertEquals("127.0.0.1\n" + master.port(), named);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEYS *",
        "FLUSHALL",
        "FLUSHDB",
        "CONFIG GET *",
        "CONFIG SET appendonly no",
        "ACL LIST",
        "ACL SETUSER app +@all",
        "SHUTDOWN NOSAVE",
        "REPLICAOF NO ONE",
        "CLIENT KILL TYPE normal",
        "MONITOR",
        "SCRIPT FLUSH",
        "MODULE LIST",
        "SAVE",
        "DUMP vedette:1:mark",
        "MIGRATE 127.0.0.1 1 vedette:1:mark 0 1",
        "COPY vedette:1:mark vedette:1:other",
        "GET other",
        "SET vedette x",
        "SET other:vedette:x x",
        "DEL Vedette:x",
        "RENAME vedette:1:mark other",
        "PUBLISH other x",
        "PUBLISH __sentinel__:hello forged",
        "SUBSCRIBE other",
        "PSUBSCRIBE *",
      })
  void atRedis_everythingElse_isRefused(String command) {
    assertRefused(redis.master(), command.split(" ", -1));
  }

  /** A script has no more rights than who runs it; how Redis says that depends on its version. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "return redis.call('GET', 'other')",
        "return redis.call('FLUSHALL')",
        "return redis.call('CONFIG', 'GET', '*')",
        "return redis.call('PUBLISH', 'other', 'x')"
      })
  void inAScript_everythingElse_isRefused(String script) {
    Exception refused =
        assertThrows(
            IllegalStateException.class,
            () -> redis.master().commandAs("app", "EVAL", script, "0"));

    assertTrue(refused.toString().matches(NOT_IN_A_SCRIPT), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SENTINEL FAILOVER vedette",
        "SENTINEL SET vedette quorum 1",
        "SENTINEL MONITOR other 127.0.0.1 1 1",
        "SENTINEL REMOVE vedette",
        "SENTINEL RESET *",
        "SENTINEL MASTERS",
        "ACL LIST",
        "PUBLISH __sentinel__:hello forged",
        "SUBSCRIBE __sentinel__:hello",
        "CLIENT KILL TYPE normal",
        "SHUTDOWN"
      })
  void atTheSentinels_everythingElse_isRefused(String command) {
    assertRefused(redis.sentinels().get(0), command.split(" ", -1));
  }

  @Test
  void strangers_areRefusedEverything() {
    for (RedisProcess process :
        Stream.concat(redis.nodes().stream(), redis.sentinels().stream()).toList()) {
      assertThrows(IllegalStateException.class, () -> process.commandAs("nobody", "PING"));
    }
  }
}
