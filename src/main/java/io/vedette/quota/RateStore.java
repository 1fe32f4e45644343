package io.vedette.quota;

import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
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
    names.add(keys.operation(Long.toHexString(random.nextLong())));
    spent.forEach(one -> names.add(keys.rate(one.caller(), one.rate())));
    ScriptCall call = RateScripts.SPEND.on(names).with("memory", redis.operationMemory());
    spent.forEach(one -> call.rest(Fields.ascii(one.micros()), Fields.ascii(one.most())));
    return redis.run(call).thenApply(reply -> reply.stream().map(micros -> (Long) micros).toList());
  }
}
