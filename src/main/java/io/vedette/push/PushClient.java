package io.vedette.push;

import io.vedette.failure.Causes;
import io.vedette.thread.Hops;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests to targets, and reads what they answer. Safe for many threads. */
public final class PushClient implements AutoCloseable {
  private final Map<PushTarget, TargetConnections> connections = new ConcurrentHashMap<>();
  private final Set<PushAttempt> underWay = ConcurrentHashMap.newKeySet();
  private final IoThreads threads = new IoThreads();
  private final HostLookups lookups;
  private final Hops hops;
  private final InstantSource clock;

  /**
   * Begins with no connection and no thread.
   *
   * @param executor whose threads resolve names, and go on with answers
   * @param clock for answers that do not tell when they were made
   */
  public PushClient(Resolver resolver, Executor executor, InstantSource clock) {
    this.hops = new Hops(executor);
    this.lookups = new HostLookups(resolver, executor, hops);
    this.clock = clock;
  }

  /**
   * Sends a request once, to an address that was checked. Ends within its time-out, on a thread of
   * the executor, or of the caller when it cannot begin; fails with a {@link PushFailure}, or with
   * {@link RejectedExecutionException} when the executor takes no more.
   */
  public CompletionStage<PushAnswer> send(PushTarget target, PushRequest request) {
    long started = System.nanoTime();
    Supplier<Duration> taken = () -> Duration.ofNanos(System.nanoTime() - started);
    Supplier<Duration> left = () -> request.timeout().minus(taken.get());
    return addresses(target.url(), left.get())
        .thenApply(resolved -> TargetAddresses.checked(resolved, target.privateAllowed()))
        .thenCompose(checked -> exchange(target, checked, request, left))
        .handle((ended, thrown) -> answer(ended, thrown, taken.get()));
  }

  private CompletionStage<List<InetAddress>> addresses(TargetUrl url, Duration longest) {
    return url.address()
        .map(it -> CompletableFuture.completedStage(List.of(it)))
        .orElseGet(() -> lookups.resolve(url.host(), longest));
  }

  private CompletionStage<Exchange> exchange(
      PushTarget target, List<InetAddress> checked, PushRequest request, Supplier<Duration> left) {
    CompletableFuture<Exchange> ended = new CompletableFuture<>();
    PushAttempt attempt =
        new PushAttempt(
            connections.computeIfAbsent(target, TargetConnections::new),
            threads.initiator(),
            checked,
            request,
            left,
            new Told<>(ended::complete, ended::completeExceptionally));
    underWay.add(attempt);
    attempt.begin();
    return hops.within(ended, left.get())
        .whenComplete(
            (exchange, thrown) -> {
              underWay.remove(attempt);
              attempt.end();
            });
  }

  private PushAnswer answer(@Nullable Exchange ended, @Nullable Throwable thrown, Duration took) {
    if (ended == null) {
      throw PushFailure.of(Causes.ofNullable(thrown));
    }
    return PushAnswer.of(ended, clock.instant(), took);
  }

  /** Ends connections and threads: what is under way fails, and so does what comes later. */
  @Override
  public void close() {
    threads.close();
    underWay.forEach(PushAttempt::breakOff);
    connections.values().forEach(TargetConnections::close);
  }
}
