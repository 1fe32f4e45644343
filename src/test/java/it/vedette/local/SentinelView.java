package it.vedette.local;

import static it.vedette.local.RedisFiles.MASTER_NAME;

import java.util.List;

/** What one sentinel knows. */
final class SentinelView {
  private final RedisProcess sentinel;

  SentinelView(RedisProcess sentinel) {
    this.sentinel = sentinel;
  }

  /** The port of the node that it takes for the master. */
  int masterPort() {
    Reply address = sentinel.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    return Integer.parseInt(address.items().get(1).text());
  }

  /** Whether it finds the master, that many replicas in step and that many other sentinels well. */
  boolean isComplete(int replicas, int others) {
    return flags(sentinel.call("SENTINEL", "MASTER", MASTER_NAME)).equals("master")
        && all(sentinel.call("SENTINEL", "REPLICAS", MASTER_NAME), replicas, "slave")
        && all(sentinel.call("SENTINEL", "SENTINELS", MASTER_NAME), others, "sentinel");
  }

  private static boolean all(Reply list, int count, String wanted) {
    List<Reply> items = list.items();
    return items.size() == count
        && items.stream().allMatch(item -> flags(item).equals(wanted) && hasLink(item));
  }

  /** Further flags, such as s_down or disconnected, are complaints. */
  private static String flags(Reply item) {
    return item.fields().getOrDefault("flags", "");
  }

  private static boolean hasLink(Reply item) {
    return item.fields().getOrDefault("master-link-status", "ok").equals("ok");
  }
}
