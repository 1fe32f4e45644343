package io.vedette.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code INFO replication} of a node said.
 *
 * @param role {@code master}, {@code slave}, or empty when nothing is known
 */
public record ReplicationInfo(String role, List<Replica> replicas) {

  /**
   * A replica as its master sees it.
   *
   * @param online whether it has caught up with its first synchronisation
   * @param lagSeconds seconds since it acknowledged last
   */
  public record Replica(boolean online, long lagSeconds) {}

  static ReplicationInfo none() {
    return new ReplicationInfo("", List.of());
  }

  /** Reads the reply of {@link Script#HEARTBEAT}. */
  static ReplicationInfo of(List<Object> reply) {
    if (reply.isEmpty() || !(reply.get(0) instanceof byte[] text)) {
      return none();
    }
    Map<String, String> lines = pairs(new String(text, StandardCharsets.UTF_8), "\r?\n", ":");
    List<Replica> replicas =
        lines.entrySet().stream()
            .filter(line -> line.getKey().matches("slave\\d+"))
            .sorted(Map.Entry.comparingByKey())
            .map(line -> replica(pairs(line.getValue(), ",", "=")))
            .toList();
    return new ReplicationInfo(lines.getOrDefault("role", ""), replicas);
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
