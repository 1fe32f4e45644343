package io.vedette.redis;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the sentinels say of the master.
 *
 * @param known how many sentinels this pod knows
 * @param answering how many of them answered in time
 * @param quorum how many must agree that the master is down; 0 when none answered
 * @param agreeing whether all that answered name the same master
 */
public record SentinelReport(int known, int answering, int quorum, boolean agreeing) {

  /** Whether the sentinels that answer can decide on a fail-over. */
  public boolean hasQuorum() {
    return quorum > 0 && answering >= quorum && 2 * answering > known;
  }

  /** Sums up the answers to SENTINEL MASTER; an empty map stands for none. */
  static SentinelReport of(List<Map<String, String>> answers) {
    List<Map<String, String>> given = answers.stream().filter(a -> !a.isEmpty()).toList();
    int quorum =
        given.stream()
            .mapToInt(a -> Integer.parseInt(a.getOrDefault("quorum", "0")))
            .max()
            .orElse(0);
    long masters = given.stream().map(SentinelReport::master).distinct().count();
    return new SentinelReport(answers.size(), given.size(), quorum, masters <= 1);
  }

  private static List<String> master(Map<String, String> answer) {
    return List.of(
        Objects.requireNonNullElse(answer.get("ip"), ""),
        Objects.requireNonNullElse(answer.get("port"), ""));
  }
}
