package io.vedette.redis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which indexes of a queue a task is in, and with which score, as the head of queue.lua says. */
final class QueueShape {
  private static final long HEAD_START = 60_000;
  private static final Set<String> ENDED =
      Set.of("succeeded", "failed", "dead", "cancelled", "expired");
  private static final List<String> INDEXES =
      List.of("status:", "type:", "tag:", "key:", "lane:", "heads:", "running:", "unique:");

  private QueueShape() {}

  static boolean isEnded(String status) {
    return ENDED.contains(status);
  }

  /** Whether nothing may be in it but what a task says. */
  static boolean isIndex(String key) {
    return INDEXES.stream().anyMatch(key::startsWith)
        || key.equals("all")
        || key.equals("deadlines");
  }

  /** Adds the places of a task. */
  static void expect(String id, Map<String, String> task, Map<String, Map<String, String>> into) {
    String status = task.getOrDefault("status", "");
    String at = task.getOrDefault("at", "");
    String key = task.getOrDefault("key", "");
    put(into, "status:" + status, id, at);
    put(into, "all", id, "0");
    put(into, "type:" + task.get("type"), id, "0");
    if (!key.isEmpty()) {
      put(into, "key:" + key, id, "0");
    }
    for (String tag : task.getOrDefault("tags", "").split(" ", -1)) {
      if (!tag.isEmpty()) {
        put(into, "tag:" + tag, id, "0");
      }
    }
    if (status.equals("running") && !key.isEmpty()) {
      put(into, "running:" + key, id, at);
    }
    if (status.equals("queued")) {
      expectLane(id, task, key, into);
    }
    if (!isEnded(status)) {
      expectUnfinished(id, task, into);
    }
  }

  private static void expectLane(
      String id, Map<String, String> task, String key, Map<String, Map<String, String>> into) {
    long priority = Long.parseLong(task.getOrDefault("priority", "0"));
    String score = Long.toString(Long.parseLong(task.get("at")) - priority * HEAD_START);
    put(into, "lane:" + task.get("type") + " " + key, id, score);
    into.computeIfAbsent("heads:" + key, it -> new TreeMap<>())
        .merge(
            task.get("type"),
            score,
            (one, other) -> Long.parseLong(one) < Long.parseLong(other) ? one : other);
  }

  private static void expectUnfinished(
      String id, Map<String, String> task, Map<String, Map<String, String>> into) {
    if (task.containsKey("deadline")) {
      put(into, "deadlines", id, task.get("deadline"));
    }
    if (task.containsKey("unique")) {
      put(into, "unique:" + task.get("unique"), "", id);
    }
  }

  private static void put(
      Map<String, Map<String, String>> into, String key, String member, String score) {
    into.computeIfAbsent(key, it -> new TreeMap<>()).put(member, score);
  }
}
