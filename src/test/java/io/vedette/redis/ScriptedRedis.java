package io.vedette.redis;

import io.vedette.metrics.FakeRegistry;
import io.vedette.thread.Hops;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What other rooms see of Redis when their test says what each call answers, and how late. */
public final class ScriptedRedis {
  private ScriptedRedis() {}

  /** One whose master answers so. */
  public static Redis answering(
      Function<String, CompletableFuture<List<Object>>> answers, Hops hops) {
    FakeRedis server = new FakeRedis().connected();
    server.otherwise = answers;
    return new Redis(
        server.connector,
        server.config,
        hops,
        () -> 0L,
        new CallMetrics(new FakeRegistry().measurements()));
  }

  /** Its names. */
  public static KeySpace space() {
    return new KeySpace("");
  }
}
