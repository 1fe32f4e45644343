package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import it.vedette.local.VedetteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The passwords at Redis and at the sentinels change while clients read and write. */
class PasswordRotationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Between two steps. */
  private static final int WRITES = 100;

  private static final String SENTINEL_FILE = "VEDETTE_REDIS_SENTINEL_PASSWORD_FILE";
  private static final String REDIS_FILE = "VEDETTE_REDIS_PASSWORD_FILE";

  @AutoClose
  private static final Deployment deployment = Deployment.start(Duration.ofSeconds(2), Map.of());

  private static final RedisSet redis = deployment.redis;
  private static final VedetteServer server = deployment.server();
  private static final Client client = deployment.client();

  @Test
  void passwords_changedUnderLoad_failNothing_andAreUsedFromThenOn() throws Exception {
    String old = Files.readString(file(REDIS_FILE));
    String oldAtSentinels = Files.readString(file(SENTINEL_FILE));
    Load load = new Load(server.base(), Entries.fresh(), 0);
    load.start();
    try {
      load.awaitMore(WRITES);
      redis.nodes().forEach(node -> node.command("ACL", "SETUSER", "app", ">new-one"));
      redis.sentinels().forEach(node -> node.command("ACL", "SETUSER", "app", ">new-guard"));
      replace(file(REDIS_FILE), "new-one\n");
      replace(file(SENTINEL_FILE), "new-guard\n");
      load.awaitMore(WRITES);
      redis.nodes().forEach(node -> node.command("ACL", "SETUSER", "app", "<" + old));
      redis
          .sentinels()
          .forEach(node -> node.command("ACL", "SETUSER", "app", "<" + oldAtSentinels));
      load.awaitMore(WRITES);
      writeInEveryWay();
      reconnectToSentinels();
      load.awaitMore(WRITES);
    } finally {
      load.stop();
    }
    assertEquals(List.of(), load.failures());

    assertThrows(IllegalStateException.class, () -> redis.master().commandAs("app", "PING"));
    loseTheMaster();
    assertEquals(0, count("cannot be read"));
    outlastAMissingFile();
  }

  private static Path file(String setting) {
    return Path.of(redis.settings().getOrDefault(setting, ""));
  }

  /** As one step, like a mounted secret. */
  private static void replace(Path file, String content) throws IOException {
    Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writeInEveryWay() {
    Entries entries = Entries.fresh();
    WritePaths.prepare(client, entries);
    for (String line : WritePaths.ALL.lines().toList()) {
      String[] write = line.split("\\|", -1);
      Answer answer =
          WritePaths.write(
              client,
              entries,
              "durability=replicated",
              write[0].strip(),
              write[1].strip(),
              write[2].strip());
      boolean expected = answer.status() < 300 || answer.status() == 404;
      assertTrue(expected, line + ": " + answer.status() + answer.text());
    }
  }

  /** Callers have nothing to do with these connections. */
  private static void reconnectToSentinels() {
    for (RedisProcess sentinel : redis.sentinels()) {
      Await.until(
          "the end of a connection",
          SOON,
          () -> Integer.parseInt(sentinel.command("CLIENT", "KILL", "USER", "app")) > 0);
    }
    Await.until(
        () -> "an answer of all sentinels, " + server.log(), SOON, () -> answeringSentinels() == 3);
  }

  private static int answeringSentinels() {
    return client
        .get("/api/v1/status")
        .json()
        .getJsonObject("redis")
        .getJsonObject("sentinels")
        .getInt("answering");
  }

  /** All connections to the next master are new. */
  private static void loseTheMaster() {
    Entries entries = Entries.fresh();
    RedisProcess master = redis.master();
    master.kill();
    Await.until(
        () -> "writes come back, " + server.log(),
        SOON,
        () -> client.put(entries.entry("after"), "x").status() < 300);
    Await.until("reads come back", SOON, () -> client.get(entries.entry("after")).status() == 200);
  }

  private static void outlastAMissingFile() throws IOException {
    Files.delete(file(SENTINEL_FILE));
    reconnectToSentinels();
    reconnectToSentinels();

    assertEquals(1, count("vedette.redis.sentinel-password-file: cannot be read"));
  }

  private static long count(String words) {
    return server.log().lines().filter(line -> line.contains(words)).count();
  }
}
