package io.vedette.redis;

import io.vedette.thread.Hops;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.redisnode.RedisSentinelAsync;

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

  /** Asks all that the client knows; those that do not answer in time count as silent. */
  static CompletionStage<SentinelReport> ask(
      RedissonClient client, String master, Duration time, Hops hops) {
    List<CompletableFuture<Map<String, String>>> answers =
        client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getSentinels().stream()
            .map(sentinel -> ask((RedisSentinelAsync) sentinel, master, time, hops))
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(done -> of(answers.stream().map(CompletableFuture::join).toList()));
  }

  private static CompletableFuture<Map<String, String>> ask(
      RedisSentinelAsync sentinel, String master, Duration time, Hops hops) {
    return hops.within(sentinel.getMasterAsync(master).toCompletableFuture(), time)
        .exceptionally(cause -> Map.of());
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
