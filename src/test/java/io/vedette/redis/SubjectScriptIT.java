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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What scripts keep true of subjects, on a real Redis. */
class SubjectScriptIT {
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

  /** The pod that created it died, and the index with it: using it is enough. */
  @Test
  void index_isHealedByUse() {
    scripts.create("op", "a", "user");
    String index = SessionScripts.ROOT + "index:user";
    redis.command("DEL", index);
    scripts.age("a", SLICE);
    scripts.read("a", true);
    assertEquals("ha", redis.command("ZRANGE", index, "0", "-1").strip());
    assertTrue(Long.parseLong(redis.command("PTTL", index).strip()) > IDLE);
  }

  @Test
  void subject_isForgottenWithItsLastSession() {
    SessionScripts brief = scripts(IDLE, 1_500, SLICE);
    brief.create("op", "a", "user");
    Await.until(
        "nothing is left of it",
        PATIENCE,
        () -> {
          brief.expire();
          return redis.command("KEYS", SessionScripts.ROOT + "[^o]*").isBlank();
        });
  }

  @Test
  void generation_neverComesTwice() {
    scripts.create("op", "a", "user");
    String subject = SessionScripts.ROOT + "subject:user";
    String first = redis.command("HGET", subject, "generation");
    scripts.revoke("op1", "user");
    String second = redis.command("HGET", subject, "generation");
    scripts.revoke("op2", "user");
    assertTrue(first.compareTo(second) < 0, first + second);
    assertTrue(second.compareTo(redis.command("HGET", subject, "generation")) < 0);
  }

  /** A session that a revocation missed, and one whose subject is forgotten. */
  @Test
  void sessionOfAnotherGeneration_isDead() {
    scripts.create("op", "a", "user");
    redis.command("HSET", SessionScripts.ROOT + "session:ha", "generation", "1");
    assertEquals("", scripts.read("a", true).strip());
    scripts.create("op2", "b", "other");
    redis.command("DEL", SessionScripts.ROOT + "subject:other");
    assertEquals("", scripts.read("b", true).strip());
  }

  @Test
  void revoke_sentTwice_sparesWhatWasCreatedMeanwhile() {
    scripts.create("op", "a", "user");
    assertEquals("1", scripts.revoke("op1", "user").strip());
    scripts.create("op2", "b", "user");
    assertEquals("1", scripts.revoke("op1", "user").strip());
    assertTrue(scripts.read("b", false).startsWith("found"));
  }

  /** They are in the order of their handles' bytes. */
  @Test
  void list_ofSessionsOfOneMillisecond_losesNoneBetweenPages() {
    String index = SessionScripts.ROOT + "index:user";
    for (String id : List.of("a", "B", "c", "D", "_", "-")) {
      scripts.create("op" + id, id, "user");
      redis.command("HSET", SessionScripts.ROOT + "session:h" + id, "created", "1000");
      redis.command("ZADD", index, "1000", "h" + id);
    }
    List<String> listed = new ArrayList<>();
    String page = scripts.list("user", "", "", 1);
    while (page.lines().count() > 1) {
      String handle = page.lines().skip(1).findFirst().orElseThrow();
      listed.add(handle);
      page = scripts.list("user", "1000", handle, 1);
    }
    assertEquals(redis.command("ZRANGE", index, "0", "-1").lines().toList(), listed);
    assertEquals(6, listed.size());
  }
}
