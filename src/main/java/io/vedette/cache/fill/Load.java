package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.fill.FillLeases.State;
import io.vedette.cache.fill.ResponseStore.Filling;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.policy.Capacity;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.origin.OriginAnswer;
import io.vedette.origin.OriginRequest;
import io.vedette.thread.Hops;
import io.vedette.traffic.Admission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One load of a value from its origin, under the lease of its key, so that of all pods one asks.
 * While it fetches it holds the lease; when its pod dies, the lease is over within seconds and
 * another takes its place.
 */
final class Load {
  static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_HOLDS = LEASE.dividedBy(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  /** How long nobody waits for others after an answer that was not for sharing. */
  private static final Duration PASS = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int NOT_MODIFIED = 304;

  private final SingleFlight.Tools tools;
  private final LoadTask task;
  private final Admission room;
  private final Runnable depart;
  private final Runnable abandon;
  private final Patience patience;
  private String lease = "";
  private volatile boolean fetched;
  private volatile boolean lost;

  /**
   * Prepares a load.
   *
   * @param room for the bytes of the value
   * @param depart called before anything is stored: whoever comes after that reads what is stored
   * @param abandon called when the lease is lost: the others need not wait any longer
   */
  Load(SingleFlight.Tools tools, LoadTask task, Admission room, Runnable depart, Runnable abandon) {
    this.tools = tools;
    this.task = task;
    this.room = room;
    this.depart = depart;
    this.abandon = abandon;
    this.patience =
        tools.waiting().upTo(task.origin().timeout().plus(LEASE), FIRST_PAUSE, LONGEST_PAUSE);
  }

  /** What came of it. */
  CompletionStage<LoadResult> run() {
    return task.leased() ? ask() : fetch();
  }

  private CompletionStage<LoadResult> ask() {
    return tools
        .leases()
        .ask(task.cache(), task.key(), LEASE, task.version())
        .handle((answer, thrown) -> answer == null ? fetch() : answered(answer))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<LoadResult> answered(FillLeases.Answer answer) {
    return switch (answer.state()) {
      case GIVEN -> {
        lease = answer.token();
        hold(task.origin().timeout().dividedBy(BETWEEN_HOLDS) + 1);
        yield fetch();
      }
      case PASS -> fetch();
      case PRESENT, LOST -> find();
      case TAKEN -> await();
    };
  }

  /** Another server has loaded it: read once for all who wait here. */
  private CompletionStage<LoadResult> find() {
    depart.run();
    return tools
        .responses()
        .read(task.cache(), task.key(), new Wanted(true, Conditions.NONE, Duration.ZERO, room))
        .thenApply(
            found ->
                found
                    .filter(stored -> stored.entry().stale().isEmpty())
                    .map(LoadResult::found)
                    .orElse(LoadResult.CHANGED));
  }

  private CompletionStage<LoadResult> await() {
    if (task.mode() == LoadTask.Mode.BACKGROUND) {
      return CompletableFuture.completedStage(LoadResult.CHANGED);
    }
    if (patience.isOver()) {
      throw Failure.of(Problem.ORIGIN_TIMEOUT, "Another server asks the origin and has no answer.")
          .retryAfter(SOON);
    }
    return patience.pause().thenCompose(done -> ask());
  }

  /**
   * Until the fetch is over: what is stored ends the lease. By a timer of its own, and without
   * waiting for answers: behind a crowd of requests either may be late, and the lease over.
   */
  private void hold(long times) {
    Hops.onTimer(
        BETWEEN_HOLDS,
        () -> {
          if (!fetched && !lost && times > 0) {
            tools.leases().hold(task.cache(), task.key(), lease, LEASE).thenAccept(this::held);
            hold(times - 1);
          }
        });
  }

  /** Without the lease it brings nothing that later ones may have. */
  private void held(FillLeases.Answer answer) {
    if (!fetched && answer.state() != State.GIVEN) {
      lost = true;
      abandon.run();
    }
  }

  private CompletionStage<LoadResult> fetch() {
    OriginRequest request =
        new OriginRequest(
            task.main().orElse(task.key()).sent(),
            fields(),
            task.known(),
            task.policy().maxBytes(),
            room::hold);
    return task.origin()
        .fetch(request)
        .handle(
            (answer, thrown) -> {
              fetched = true;
              depart.run();
              tools.metrics().loaded(task.cache(), answer);
              return answer == null ? failed(thrown) : learn(answer);
            })
        .thenCompose(stage -> stage);
  }

  private CompletionStage<LoadResult> failed(Throwable thrown) {
    release(Duration.ZERO);
    return CompletableFuture.failedStage(thrown);
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>(task.forwarded());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private CompletionStage<LoadResult> learn(OriginAnswer answer) {
    if (answer.isError()) {
      release(Duration.ZERO);
      return CompletableFuture.completedStage(
          LoadResult.failed(answer.status(), OriginRefusal.ofStatus(answer)));
    }
    boolean confirmed = answer.status() == NOT_MODIFIED;
    OriginAnswer whole = confirmed ? task.seen().orElseThrow().updatedBy(answer) : answer;
    Optional<Failure> refusal = OriginRefusal.of(whole);
    if (refusal.isPresent()) {
      release(Duration.ZERO);
      return CompletableFuture.completedStage(LoadResult.refused(answer.status(), refusal.get()));
    }
    Filling filling = tools.decisions().of(task, whole, lease);
    boolean kept = tools.decisions().isKept(task, whole, filling);
    return confirmed
        ? refresh(filling, answer.status(), kept)
        : store(filling, answer.status(), kept);
  }

  private CompletionStage<LoadResult> refresh(Filling filling, int status, boolean kept) {
    Entry seen = task.seen().orElseThrow().entry();
    CachedEntry now = StorageDecisions.confirmed(seen, filling);
    if (lease.isEmpty()) {
      return CompletableFuture.completedStage(LoadResult.alone(now, status));
    }
    if (!kept) {
      return tools
          .responses()
          .drop(task.cache(), task.key(), seen.etag(), lease, PASS)
          .handle((dropped, thrown) -> LoadResult.alone(now, status));
    }
    return tools
        .responses()
        .refresh(task.cache(), task.key(), seen.etag(), lease, filling)
        .handle(
            (done, thrown) ->
                Boolean.TRUE.equals(done) ? LoadResult.stored(now, status) : lost(now, status));
  }

  private CompletionStage<LoadResult> store(Filling filling, int status, boolean kept) {
    String etag = tools.decisions().etag(filling.response());
    CachedEntry now = ResponseStore.stored(etag, filling, tools.clock().instant());
    if (!kept) {
      release(PASS);
      return CompletableFuture.completedStage(LoadResult.alone(now, status));
    }
    if (lease.isEmpty()) {
      return CompletableFuture.completedStage(LoadResult.unstored(now, status));
    }
    return tools
        .responses()
        .fill(task.cache(), task.key(), etag, filling)
        .handle(
            (stored, thrown) -> {
              if (Capacity.isLacking(thrown)) {
                release(Duration.ZERO);
                return LoadResult.unstored(now, status);
              }
              return stored != null && stored.isPresent()
                  ? LoadResult.stored(stored.get(), status)
                  : lost(now, status);
            });
  }

  /** The next one need not wait until the lease is over. */
  private LoadResult lost(CachedEntry now, int status) {
    release(Duration.ZERO);
    return LoadResult.lost(now, status);
  }

  /** Nobody waits for it: at worst it ends by itself. */
  private void release(Duration pass) {
    if (!lease.isEmpty()) {
      tools.leases().release(task.cache(), task.key(), lease, pass).exceptionally(lost -> null);
    }
  }
}
