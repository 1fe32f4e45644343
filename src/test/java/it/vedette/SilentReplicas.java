package it.vedette;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import jakarta.json.JsonObject;
import java.util.List;

/** A master whose replicas are there and say nothing, or have lost sight of it. */
final class SilentReplicas {
  private SilentReplicas() {}

  /** The master goes on for as long as that, and does not take itself for alone. */
  static void during(RedisSet redis, Runnable work) {
    redis.awaitReplicas(2);
    RedisProcess master = redis.master();
    List<RedisProcess> replicas = redis.replicas();
    needReplicas(master, 0);
    replicas.forEach(RedisProcess::pause);
    try {
      work.run();
    } finally {
      replicas.forEach(RedisProcess::resume);
      needReplicas(master, 1);
    }
  }

  private static void needReplicas(RedisProcess master, int count) {
    master.command("CONFIG", "SET", "min-replicas-to-write", Integer.toString(count));
  }

  /**
   * The master is killed after that work, of which no replica has seen anything: all of it is lost.
   * Returns when another one is the master.
   */
  static void lose(RedisSet redis, Runnable work) {
    RedisProcess master = redis.master();
    redis.awaitReplicas(2);
    needReplicas(master, 0);
    List<RedisProcess> replicas = redis.replicas();
    String password =
        replicas.get(0).command("CONFIG", "GET", "masterauth").lines().toList().get(1);
    for (RedisProcess replica : replicas) {
      replica.command("CONFIG", "SET", "masterauth", "wrong");
      replica.command("CLIENT", "KILL", "TYPE", "master");
    }
    try {
      work.run();
      master.kill();
    } finally {
      replicas.forEach(it -> it.command("CONFIG", "SET", "masterauth", password));
    }
    redis.awaitAnotherMaster(master);
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
