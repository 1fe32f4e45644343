package io.vedette.push;

import io.vedette.thread.Hops;
import io.vedette.thread.SharedResult;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Resolves names, each once for all who want it meanwhile: a name holds one thread at most. */
final class HostLookups {
  private final Map<String, SharedResult<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
  private final Resolver resolver;
  private final Executor executor;
  private final Hops hops;

  /**
   * Begins with none under way.
   *
   * @param executor whose threads are blocked by the resolver
   */
  HostLookups(Resolver resolver, Executor executor, Hops hops) {
    this.resolver = resolver;
    this.executor = executor;
    this.hops = hops;
  }

  /**
   * The addresses of a name, unchecked; fails with a {@link PushFailure}, or with {@code
   * TimeoutException} after that time.
   */
  CompletionStage<List<InetAddress>> resolve(String name, Duration longest) {
    SharedResult<List<InetAddress>> mine = new SharedResult<>(hops);
    SharedResult<List<InetAddress>> known = underWay.putIfAbsent(name, mine);
    if (known != null) {
      return known.await(longest, addresses -> {});
    }
    try {
      executor.execute(() -> mine.follow(looked(name)));
    } catch (RuntimeException refused) {
      underWay.remove(name);
      mine.follow(CompletableFuture.failedStage(refused));
    }
    return mine.await(longest, addresses -> {});
  }

  private CompletionStage<List<InetAddress>> looked(String name) {
    try {
      return CompletableFuture.completedStage(resolver.resolve(name));
    } catch (UnknownHostException | RuntimeException e) {
      return CompletableFuture.failedStage(
          new PushFailure(
              PushFailure.Reason.NAME_NOT_RESOLVED, "The name of the target has no address."));
    } finally {
      underWay.remove(name);
    }
  }
}
