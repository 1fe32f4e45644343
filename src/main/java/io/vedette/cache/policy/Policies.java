package io.vedette.cache.policy;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.thread.Hops;
import io.vedette.thread.SharedResult;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The policy that holds for each cache, from memory: by configuration, else set by HTTP, else the
 * common one.
 *
 * <p>What another pod sets is known after the next {@link #refresh}, what this one sets as soon as
 * {@link #follow} is done. While Redis is away the last known policies hold. Before the first load
 * only those of configuration are known: whoever asks for another is refused, because a guess could
 * store an entry with the wrong lifetime. Nobody waits for that load: it ends on a thread that
 * those who wait would hold.
 */
public final class Policies {
  private static final Logger LOG = Logger.getLogger(Policies.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** No version: Redis has none before the first change, and a tag is longer. */
  private static final String UNKNOWN = "-";

  private final CacheConfig config;
  private final Function<String, CompletionStage<Optional<PolicySnapshot>>> load;
  private final Hops hops;
  private volatile @Nullable PolicySnapshot known;
  private SharedResult<Void> loading;
  private boolean told;

  /**
   * Begins with nothing loaded.
   *
   * @param load gives all policies, or empty when their version is still the given one
   */
  Policies(
      CacheConfig config,
      Function<String, CompletionStage<Optional<PolicySnapshot>>> load,
      Hops hops) {
    this.config = config;
    this.load = load;
    this.hops = hops;
    this.loading = shared(CompletableFuture.completedStage(null));
  }

  /** The policy that holds for readers. */
  public Policy policy(CacheName cache) {
    return isFixed(cache)
        ? config.policy(cache)
        : snapshot().policy(cache).map(StoredPolicy::policy).orElse(config.common());
  }

  /** The same for writers: when it is not known, nothing was written. */
  public Policy policyToWrite(CacheName cache) {
    try {
      return policy(cache);
    } catch (Failure unknown) {
      throw unknown.with(Outcome.NOT_APPLIED);
    }
  }

  /** What was set by HTTP, if it holds: not when the cache is configured. */
  Optional<StoredPolicy> setByHttp(CacheName cache) {
    return isFixed(cache) ? Optional.empty() : snapshot().policy(cache);
  }

  public boolean isFixed(CacheName cache) {
    return config.named().containsKey(cache);
  }

  /** Whether it is known that a cache has a policy of its own. */
  public boolean isNamed(CacheName cache) {
    PolicySnapshot now = known;
    return isFixed(cache) || (now != null && now.policy(cache).isPresent());
  }

  /** The names of all caches with a policy of their own, in order. */
  public NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>();
    config.named().keySet().forEach(cache -> names.add(cache.text()));
    snapshot().policies().keySet().forEach(cache -> names.add(cache.text()));
    return names;
  }

  /** Whether policies were ever read. */
  boolean isLoaded() {
    return known != null;
  }

  private PolicySnapshot snapshot() {
    if (!isLoaded()) {
      refresh();
    }
    PolicySnapshot now = known;
    if (now == null) {
      throw notLoaded();
    }
    return now;
  }

  private static Failure notLoaded() {
    return Failure.of(Problem.STORE_UNAVAILABLE, "The policies are not loaded yet.")
        .retryAfter(RETRY);
  }

  /** Learns of changes, in the background; one load at a time. Never throws. */
  public synchronized void refresh() {
    if (loading.isDone()) {
      loading = shared(load());
    }
  }

  private SharedResult<Void> shared(CompletionStage<Void> stage) {
    SharedResult<Void> result = new SharedResult<>(hops);
    result.follow(stage);
    return result;
  }

  /**
   * Makes a change of this pod known to it. The stage never fails: the change is made, and if it
   * cannot be read now, the next refresh finds it.
   */
  public synchronized CompletionStage<Void> follow(PolicyChange change) {
    PolicySnapshot now = known;
    if (now != null && now.precedes(change)) {
      known = now.with(change);
      return CompletableFuture.completedStage(null);
    }
    return current().exceptionally(cause -> null);
  }

  /**
   * Learns of all changes that were made before the call, for work that another server has taken.
   * The stage fails when they cannot be read.
   */
  public synchronized CompletionStage<Void> current() {
    // A load that is under way may have looked before the change.
    loading = shared(loading.await().exceptionally(cause -> null).thenCompose(done -> load()));
    return loading.await();
  }

  private CompletionStage<Void> load() {
    String version = version();
    try {
      return load.apply(version)
          .thenCompose(loaded -> learn(version, loaded))
          .whenComplete((done, cause) -> report(cause));
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private String version() {
    PolicySnapshot now = known;
    return now == null ? UNKNOWN : now.version();
  }

  /** What was read may be older than a change that was followed meanwhile: it is read again. */
  private synchronized CompletionStage<Void> learn(String asked, Optional<PolicySnapshot> loaded) {
    if (!asked.equals(version())) {
      return load();
    }
    loaded.ifPresent(now -> known = now);
    return CompletableFuture.completedStage(null);
  }

  private synchronized void report(@Nullable Throwable cause) {
    Throwable thrown = Causes.ofNullable(cause);
    boolean fault = thrown != null && !(thrown instanceof Failure);
    if (fault && !told) {
      LOG.log(Level.SEVERE, "Policies cannot be read; the last known ones hold", thrown);
    }
    told = fault;
  }
}
