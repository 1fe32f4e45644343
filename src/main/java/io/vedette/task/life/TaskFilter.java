package io.vedette.task.life;

import io.vedette.redis.ScriptCall;
import io.vedette.task.queue.TaskStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which tasks of a queue are meant; what is empty does not matter. */
public record TaskFilter(
    Optional<TaskStatus> status,
    Optional<String> type,
    Optional<String> key,
    Optional<String> tag) {

  /** All of a status. */
  public static TaskFilter of(TaskStatus status) {
    return new TaskFilter(
        Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty());
  }

  ScriptCall on(ScriptCall call) {
    return call.with("status", status.map(TaskStatus::word).orElse(""))
        .with("type", type.orElse(""))
        .with("key", key.orElse(""))
        .with("tag", tag.orElse(""));
  }

  /** By the names of its parts, without what does not matter. */
  public Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    status.ifPresent(it -> parts.put("status", it.word()));
    type.ifPresent(it -> parts.put("type", it));
    key.ifPresent(it -> parts.put("key", it));
    tag.ifPresent(it -> parts.put("tag", it));
    return parts;
  }
}
