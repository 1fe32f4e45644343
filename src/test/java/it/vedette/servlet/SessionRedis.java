package it.vedette.servlet;

import it.vedette.local.Await;
import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Redis Sentinel set with the user of {@code liberty/session-cache/redis-users.acl}. */
final class SessionRedis implements AutoCloseable {
  private static final String USERS = "liberty/session-cache/redis-users.acl";
  private static final String USER = "sessions";

  private final RedisSet set = RedisSet.start(Duration.ofSeconds(5));

  SessionRedis() {
    set.nodes().forEach(this::addUser);
  }

  private void addUser(RedisProcess node) {
    boolean old = node.info("server").getOrDefault("redis_version", "").startsWith("6.");
    String line =
        read(USERS)
            .lines()
            .filter(user -> user.startsWith("user " + USER))
            .findFirst()
            .orElseThrow();
    Stream<String> rights =
        Stream.of(line.split(" ")).skip(2).filter(right -> !old || !right.equals("+evalsha_ro"));
    node.command(
        Stream.of(Stream.of("ACL", "SETUSER", USER), rights, Stream.of(">" + password()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private String password() {
    return secret("VEDETTE_REDIS_PASSWORD_FILE");
  }

  private String secret(String setting) {
    return read(set.settings().getOrDefault(setting, ""));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment variables of {@code redisson.yaml}. */
  Map<String, String> settings() {
    Map<String, String> vedette = set.settings();
    return Map.of(
        "SESSION_REDIS_SENTINELS", vedette.getOrDefault("VEDETTE_REDIS_SENTINELS", ""),
        "SESSION_REDIS_MASTER_NAME", vedette.getOrDefault("VEDETTE_REDIS_MASTER_NAME", ""),
        "SESSION_REDIS_USERNAME", USER,
        "SESSION_REDIS_PASSWORD", password(),
        "SESSION_REDIS_SENTINEL_USERNAME",
            vedette.getOrDefault("VEDETTE_REDIS_SENTINEL_USERNAME", ""),
        "SESSION_REDIS_SENTINEL_PASSWORD", secret("VEDETTE_REDIS_SENTINEL_PASSWORD_FILE"));
  }

  /** All keys of the master. */
  List<String> keys() {
    return set.master().command("KEYS", "*").lines().toList();
  }

  /** Whether anything of this session is there. */
  boolean holds(String id) {
    String start = id.substring(0, id.length() - 1); // the codec marks the last character
    return keys().stream().anyMatch(key -> set.master().command("HKEYS", key).contains(start));
  }

  /** Waits until both replicas have what the master has now. */
  void awaitReplicas() {
    long written = offset(set.master(), "master_repl_offset");
    Await.until(
        "replicas at " + written,
        Duration.ofSeconds(10),
        () ->
            set.replicas().stream().allMatch(node -> offset(node, "slave_repl_offset") >= written));
  }

  private static long offset(RedisProcess node, String field) {
    return Long.parseLong(node.info("replication").getOrDefault(field, "-1"));
  }

  /** SIGKILL to the master, without a word to anybody. */
  void killMaster() {
    set.master().kill();
  }

  @Override
  public void close() {
    set.close();
  }
}
