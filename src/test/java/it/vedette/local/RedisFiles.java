package it.vedette.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The configuration files and passwords of one set, in its folder. */
final class RedisFiles {
  static final String MASTER_NAME = "vedette";
  static final String APPLICATION = "app";
  private static final int QUORUM = 2;
  private static final Path USERS = Path.of("k8s/base/redis/redis-users.acl");
  private static final Path SENTINEL_USERS = Path.of("k8s/base/redis/sentinel-users.acl");

  private final RunFolder folder;
  private final boolean persisted;
  private final Optional<RedisCertificates> tls;
  private final String password = random();
  private final String sentinelPassword = random();
  private final Path passwordFile;
  private final Path sentinelPasswordFile;

  /**
   * Prepares files.
   *
   * @param persisted whether Redis tells what is on disk, so that the application may ask for it
   * @param tls without which everything is in clear
   */
  RedisFiles(RunFolder folder, boolean persisted, Optional<RedisCertificates> tls) {
    this.folder = folder;
    this.persisted = persisted;
    this.tls = tls;
    this.passwordFile = folder.secret("redis-password", password);
    this.sentinelPasswordFile = folder.secret("sentinel-password", sentinelPassword);
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String password() {
    return password;
  }

  String sentinelPassword() {
    return sentinelPassword;
  }

  Path passwordFile() {
    return passwordFile;
  }

  Path sentinelPasswordFile() {
    return sentinelPasswordFile;
  }

  /** Every node may become the master, so every node has the settings of one. */
  Path master(String name, int port) {
    return node(name, port, "");
  }

  Path replica(String name, int port, int masterPort) {
    return node(name, port, "replicaof 127.0.0.1 " + masterPort);
  }

  /** It has no replicas to wait for. */
  Path standalone(String name, int port) {
    return node(name, port, "min-replicas-to-write 0");
  }

  private Path node(String name, int port, String role) {
    Path data = folder.folder(name);
    String text =
        """
        bind 127.0.0.1
        %s
        dir "%s"
        requirepass %s
        masterauth %s
        appendonly yes
        save ""
        min-replicas-to-write 1
        min-replicas-max-lag 10
        repl-diskless-sync yes
        repl-diskless-sync-delay 0
        %s >%s
        %s
        """;
    return folder.secret(
        name + "/redis.conf",
        text.formatted(listen(port), data, password, password, application(), password, role));
  }

  private String listen(int port) {
    return tls.map(certificates -> certificates.listen(port)).orElse("port " + port);
  }

  private String application() {
    return persisted ? rights(USERS) + " +waitaof" : rights(USERS);
  }

  /** The rights that the application has in a cluster: what is missing there fails here. */
  private static String rights(Path users) {
    try (Stream<String> lines = Files.lines(users)) {
      return lines.filter(line -> line.startsWith("user " + APPLICATION)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What sentinels would tell each other in their first seconds, each of them knows at once. */
  Path sentinel(int number, List<Integer> nodes, List<Integer> sentinels, Duration downAfter) {
    String name = "sentinel-" + (number + 1);
    Path data = folder.folder(name);
    String text =
        """
        bind 127.0.0.1
        %s
        dir "%s"
        requirepass %s
        %s >%s
        sentinel myid %s
        sentinel sentinel-pass %s
        sentinel monitor vedette 127.0.0.1 %d %d
        sentinel auth-pass vedette %s
        sentinel down-after-milliseconds vedette %d
        sentinel failover-timeout vedette 10000
        sentinel parallel-syncs vedette 1
        %s
        """;
    return folder.secret(
        name + "/sentinel.conf",
        text.formatted(
            listen(sentinels.get(number)),
            data,
            sentinelPassword,
            rights(SENTINEL_USERS),
            sentinelPassword,
            id(number),
            sentinelPassword,
            nodes.get(0),
            QUORUM,
            password,
            downAfter.toMillis(),
            known(number, nodes, sentinels)));
  }

  private static String known(int number, List<Integer> nodes, List<Integer> sentinels) {
    Stream<String> replicas =
        nodes.stream().skip(1).map("sentinel known-replica vedette 127.0.0.1 %d"::formatted);
    Stream<String> others =
        IntStream.range(0, sentinels.size())
            .filter(other -> other != number)
            .mapToObj(
                other ->
                    "sentinel known-sentinel vedette 127.0.0.1 %d %s"
                        .formatted(sentinels.get(other), id(other)));
    return Stream.concat(replicas, others).collect(Collectors.joining("\n"));
  }

  private static String id(int number) {
    return "%040d".formatted(number);
  }
}
