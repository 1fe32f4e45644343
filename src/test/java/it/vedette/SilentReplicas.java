package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import jakarta.json.JsonObject;
import java.util.List;

/** A master whose replicas are there and say nothing. */
final class SilentReplicas {
  private SilentReplicas() {}

  /** The master goes on for as long as that, and does not take itself for alone. */
  static void during(RedisSet redis, Runnable work) {
    redis.awaitReplicas(2);
    redis.master().command("CONFIG", "SET", "min-replicas-to-write", "0");
    List<RedisProcess> replicas = redis.replicas();
    replicas.forEach(RedisProcess::pause);
    try {
      work.run();
    } finally {
      replicas.forEach(RedisProcess::resume);
    }
  }

  /** What a write is told that wanted more. */
  static void assertNotReplicated(Answer answer) {
    assertEquals(503, answer.status(), answer::text);
    JsonObject problem = answer.json();
    assertAll(
        () -> assertEquals("not-replicated", answer.problem()),
        () -> assertEquals("applied", problem.getString("outcome")),
        () -> assertEquals(0, problem.getInt("replicas")),
        () -> assertTrue(answer.header("Retry-After").matches("[1-9]")),
        () -> assertEquals("", answer.header("Preference-Applied")));
  }
}
