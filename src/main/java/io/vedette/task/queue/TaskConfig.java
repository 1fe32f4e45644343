package io.vedette.task.queue;

import io.vedette.config.Configuration;
import io.vedette.config.Settings;
import io.vedette.redis.Durability;
import java.time.Duration;
import java.util.Set;

/**
 * What holds for tasks, checked.
 *
 * @param durability what submitting and ending a task wait for
 * @param maxPayloadBytes the most bytes of a payload
 * @param maxResultBytes the most bytes of a result
 * @param keepSucceeded for how long a task is kept that has succeeded, unless its queue says
 * @param keepOthers the same for those that have ended in another way
 * @param keepMost how many tasks of each status of a queue are kept after their end, unless it says
 * @param targets the names of queues whose tasks the service delivers itself
 */
public record TaskConfig(
    Durability durability,
    int maxPayloadBytes,
    int maxResultBytes,
    Duration keepSucceeded,
    Duration keepOthers,
    int keepMost,
    Set<String> targets)
    implements Configuration {
  static final Duration LONGEST_KEPT = Duration.ofDays(365);
  static final int MOST_KEPT = 10_000_000;
  private static final Duration SHORTEST_KEPT = Duration.ofSeconds(1);
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int AROUND = 64 * 1024;
  private static final String ROOT = "vedette.task.";

  public TaskConfig {
    targets = Set.copyOf(targets);
  }

  static TaskConfig from(Settings settings) {
    return new TaskConfig(
        Durability.from(settings, ROOT + "durability"),
        settings.number(ROOT + "max-payload-bytes", 1, LARGEST),
        settings.number(ROOT + "max-result-bytes", 1, LARGEST),
        settings.duration(ROOT + "keep-succeeded", SHORTEST_KEPT, LONGEST_KEPT),
        settings.duration(ROOT + "keep-others", SHORTEST_KEPT, LONGEST_KEPT),
        settings.number(ROOT + "keep-most", 1, MOST_KEPT),
        Set.copyOf(settings.list("vedette.targets")));
  }

  /**
   * The most bytes of a document with a payload: as base64 it is longer, and has more around it.
   */
  public int largestDocument() {
    return maxPayloadBytes / 3 * 4 + AROUND;
  }
}
