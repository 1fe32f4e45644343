package io.vedette.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node said of itself and its replicas.
 *
 * @param role {@code master}, {@code slave}, or empty when nothing is known
 * @param waits whether our user may wait for replicas; also when the node does not tell (before
 *     Redis 7.0)
 * @param persists whether the node can tell us what it has persisted (Redis 7.2, appendonly, and
 *     the right to wait for it)
 */
public record ReplicationInfo(
    String role, List<Replica> replicas, boolean waits, boolean persists) {

  /**
   * A replica as its master sees it.
   *
   * @param online whether it has caught up with its first synchronisation
   * @param lagSeconds seconds since it acknowledged last
   */
  public record Replica(boolean online, long lagSeconds) {}

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,2})");

  static ReplicationInfo none() {
    return new ReplicationInfo("", List.of(), true, false);
  }

  /** Reads the reply of {@link Script#HEARTBEAT}. */
  static ReplicationInfo of(List<Object> reply) {
    String text =
        reply.stream()
            .filter(byte[].class::isInstance)
            .map(section -> new String((byte[]) section, StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n"));
    Map<String, String> lines = pairs(text, "\r?\n", ":");
    List<Replica> replicas =
        lines.entrySet().stream()
            .filter(line -> line.getKey().matches("slave\\d+"))
            .sorted(Map.Entry.comparingByKey())
            .map(line -> replica(pairs(line.getValue(), ",", "=")))
            .toList();
    return new ReplicationInfo(
        lines.getOrDefault("role", ""),
        replicas,
        !"0".equals(lines.get("may_wait")),
        persists(lines));
  }

  private static boolean persists(Map<String, String> lines) {
    Matcher version = VERSION.matcher(lines.getOrDefault("redis_version", ""));
    return "1".equals(lines.get("aof_enabled"))
        && "1".equals(lines.get("may_waitaof"))
        && version.lookingAt()
        && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) >= 702;
  }

  private static Replica replica(Map<String, String> facts) {
    return new Replica(
        "online".equals(facts.get("state")), Long.parseLong(facts.getOrDefault("lag", "0")));
  }

  private static Map<String, String> pairs(String text, String between, String inside) {
    return Stream.of(text.split(between, -1))
        .map(item -> item.split(inside, 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
  }

  boolean isMaster() {
    return "master".equals(role);
  }
}
