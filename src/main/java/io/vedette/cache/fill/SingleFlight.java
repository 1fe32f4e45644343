package io.vedette.cache.fill;

import io.vedette.cache.entry.NearEntries;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.near.NearCopies.ReadStamp;
import io.vedette.redis.Fields;
import io.vedette.thread.Hops;
import io.vedette.thread.SharedResult;
import io.vedette.thread.Waiting;
import io.vedette.traffic.Admission;
import io.vedette.traffic.Traffic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The loads that are under way on this pod, one for each key. Whoever comes while one is under way
 * waits for what it brings, until that is about to be stored: later ones find it in the store, or
 * find that an invalidation came in between.
 */
final class SingleFlight {
  private static final int MOST_IN_BACKGROUND = 32;

  /** Beyond the time-out of the origin: for the lease of a pod that died, and for Redis. */
  private static final Duration AROUND = LoadLease.TIME.plusSeconds(5);

  private final Tools tools;
  private final Traffic traffic;
  private final ConcurrentMap<String, Flight> underWay = new ConcurrentHashMap<>();
  private final Semaphore background = new Semaphore(MOST_IN_BACKGROUND);

  /** What loads are made with. */
  record Tools(
      FillLeases leases,
      ResponseStore responses,
      StorageDecisions decisions,
      Waiting waiting,
      CacheMetrics metrics,
      NearEntries near,
      InstantSource clock,
      Hops hops) {}

  SingleFlight(Tools tools, Traffic traffic) {
    this.tools = tools;
    this.traffic = traffic;
  }

  private record Flight(LoadTask task, SharedResult<LoadResult> loading, ReadStamp begun) {}

  /**
   * What a load brings, to one of those who want it.
   *
   * @param collapsed whether another on this server wanted it first
   */
  record Share(LoadResult loaded, boolean collapsed) {
    /** Whether another asked for it, on this server or elsewhere. */
    boolean isCollapsed() {
      return collapsed || (loaded instanceof LoadResult.Value value && value.isFound());
    }
  }

  /**
   * Waits for the load of the key that is under way, or begins one. The others do not wait any
   * longer when it turns out to bring nothing that they may have.
   *
   * @param holder told of the value while the load still holds its bytes
   */
  CompletionStage<Share> share(LoadTask task, Consumer<byte[]> holder) {
    Flight flight = new Flight(task, new SharedResult<>(tools.hops()), now(task));
    String name = name(task);
    Flight first = underWay.merge(name, flight, (other, mine) -> isCurrent(other) ? other : mine);
    SharedResult<LoadResult> others = flight.loading();
    if (first.loading() != others) {
      return await(first.loading(), task, holder, true);
    }
    SharedResult<LoadResult> mine = new SharedResult<>(tools.hops());
    CompletionStage<Share> own = await(mine, task, holder, false);
    Runnable depart = () -> underWay.remove(name, flight);
    Runnable abandon =
        () -> {
          depart.run();
          others.follow(CompletableFuture.completedStage(new LoadResult.Changed()));
        };
    load(task, load -> mine.follow(others.follow(load)), depart, abandon);
    return own;
  }

  private ReadStamp now(LoadTask task) {
    return tools.near().now(task.cache(), task.main().orElse(task.key()));
  }

  /** What was begun before a change is of no use to whoever comes after it. */
  private boolean isCurrent(Flight flight) {
    LoadTask task = flight.task();
    return tools.near().isCurrent(task.cache(), task.main().orElse(task.key()), flight.begun());
  }

  private static String name(LoadTask task) {
    return task.cache().text() + '/' + Fields.latin1(task.key().bytes());
  }

  /**
   * Waits for the load of a key that nothing was stored of, if one is under way: the store need not
   * be asked for what it has not.
   */
  Optional<CompletionStage<Share>> join(LoadTask task, Consumer<byte[]> holder) {
    return Optional.ofNullable(underWay.get(name(task)))
        .filter(flight -> flight.task().seen().isEmpty() && isCurrent(flight))
        .map(flight -> await(flight.loading(), task, holder, true));
  }

  private static CompletionStage<Share> await(
      SharedResult<LoadResult> loading, LoadTask task, Consumer<byte[]> holder, boolean collapsed) {
    return loading
        .await(task.origin().timeout().plus(AROUND), loaded -> hold(loaded, holder))
        .thenApply(loaded -> new Share(loaded, collapsed));
  }

  private static void hold(LoadResult loaded, Consumer<byte[]> holder) {
    if (loaded instanceof LoadResult.Value value) {
      holder.accept(value.entry().entry().value());
    }
  }

  /** Loads for one caller alone. */
  CompletionStage<Share> alone(LoadTask task, Consumer<byte[]> holder) {
    SharedResult<LoadResult> loading = new SharedResult<>(tools.hops());
    CompletionStage<Share> own = await(loading, task, holder, false);
    load(task.in(LoadTask.Mode.ALONE), loading::follow, () -> {}, () -> {});
    return own;
  }

  /** Begins a load that nobody waits for, unless there are many of them already. */
  void begin(LoadTask task) {
    if (!background.tryAcquire()) {
      return;
    }
    share(task.in(LoadTask.Mode.BACKGROUND), value -> {})
        .whenComplete((share, thrown) -> background.release());
  }

  /** The bytes of the value are given back when all who wait for it have taken hold of it. */
  private void load(
      LoadTask task,
      UnaryOperator<CompletionStage<LoadResult>> told,
      Runnable depart,
      Runnable abandon) {
    Admission room = traffic.aside();
    CompletionStage<LoadResult> load =
        run(task, room, depart, abandon)
            .whenComplete(
                (loaded, thrown) -> {
                  depart.run();
                  if (loaded != null) {
                    hold(loaded, room::hold);
                  }
                });
    told.apply(load).whenComplete((loaded, thrown) -> room.close());
  }

  private CompletionStage<LoadResult> run(
      LoadTask task, Admission room, Runnable depart, Runnable abandon) {
    try {
      return new Load(tools, task, room, depart, abandon).run();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
