package io.vedette.quota;

import io.vedette.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** What callers have used of their rates on all servers, in Redis. */
final class RateStore {
  private final Redis redis;
  private final RateKeys keys;
  private final RandomGenerator random;

  RateStore(Redis redis, RateKeys keys, RandomGenerator random) {
    this.redis = redis;
    this.keys = keys;
    this.random = random;
  }

  /**
   * What one server has used.
   *
   * @param micros as the time in which as much comes back
   * @param most of how much use an account is kept
   */
  record Spent(String caller, String rate, long micros, long most) {}

  /**
   * Adds what this server has used.
   *
   * @return for each, in how many microseconds all of it is there again
   */
  CompletionStage<List<Long>> add(List<Spent> spent) {
    List<byte[]> names = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    names.add(keys.operation(Long.toHexString(random.nextLong())));
    arguments.add(ascii(redis.operationMemory().toMillis()));
    for (Spent one : spent) {
      names.add(keys.rate(one.caller(), one.rate()));
      arguments.add(ascii(one.micros()));
      arguments.add(ascii(one.most()));
    }
    return redis
        .run(RateScripts.SPEND, names, arguments)
        .thenApply(reply -> reply.stream().map(micros -> (Long) micros).toList());
  }

  private static byte[] ascii(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
