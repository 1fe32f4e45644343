package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.Entry;
import io.vedette.cache.fill.LoadResult.Audience;
import io.vedette.cache.fill.LoadResult.Refusal;
import io.vedette.cache.fill.LoadResult.Value;
import io.vedette.cache.fill.ResponseStore.Filling;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.cache.policy.Capacity;
import io.vedette.failure.Failure;
import io.vedette.http.Conditions;
import io.vedette.origin.OriginAnswer;
import io.vedette.origin.OriginProblems;
import io.vedette.origin.OriginRequest;
import io.vedette.thread.Patience;
import io.vedette.traffic.Admission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One load of a value from its origin, under the lease of its key, so that of all pods one asks.
 * While it fetches it holds the lease; when its pod dies, another takes its place.
 */
final class Load {
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
  private final LoadLease lease;

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
        tools
            .waiting()
            .upTo(task.origin().timeout().plus(LoadLease.TIME), FIRST_PAUSE, LONGEST_PAUSE);
    this.lease = new LoadLease(tools.leases(), task);
  }

  /** What came of it. */
  CompletionStage<LoadResult> run() {
    return task.leased() ? ask() : fetch();
  }

  private CompletionStage<LoadResult> ask() {
    return lease
        .ask()
        .handle((answer, thrown) -> answer == null ? fetch() : answered(answer))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<LoadResult> answered(FillLeases.Answer answer) {
    return switch (answer.state()) {
      case GIVEN -> {
        // Without the lease it brings nothing that later ones may have.
        lease.hold(abandon);
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
        .thenApply(found -> found.filter(it -> it.entry().stale().isEmpty()).map(Value::found))
        .thenApply(found -> found.isPresent() ? found.get() : new LoadResult.Changed());
  }

  private CompletionStage<LoadResult> await() {
    if (task.mode() == LoadTask.Mode.BACKGROUND) {
      return completed(new LoadResult.Changed());
    }
    if (patience.isOver()) {
      throw Failure.of(
              OriginProblems.ORIGIN_TIMEOUT, "Another server asks the origin and has no answer.")
          .retryAfter(SOON);
    }
    return patience.pause().thenCompose(done -> ask());
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
              lease.end();
              depart.run();
              tools.metrics().loaded(task.cache(), answer);
              return answer == null ? failed(thrown) : learn(answer);
            })
        .thenCompose(stage -> stage);
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>(task.forwarded());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private CompletionStage<LoadResult> failed(Throwable thrown) {
    lease.release(Duration.ZERO);
    return CompletableFuture.failedStage(thrown);
  }

  private CompletionStage<LoadResult> refused(int status, Failure why, Audience audience) {
    lease.release(Duration.ZERO);
    return completed(new Refusal(why, status, audience));
  }

  private CompletionStage<LoadResult> learn(OriginAnswer answer) {
    int status = answer.status();
    if (answer.isError()) {
      return refused(status, OriginRefusal.ofStatus(answer), Audience.EVERYBODY);
    }
    boolean confirmed = status == NOT_MODIFIED;
    OriginAnswer whole = confirmed ? task.seen().orElseThrow().updatedBy(answer) : answer;
    Optional<Failure> refusal = OriginRefusal.of(whole);
    if (refusal.isPresent()) {
      return refused(status, refusal.get(), Audience.PRIVATE);
    }
    Filling filling = tools.decisions().of(task, whole, lease.token());
    boolean kept = tools.decisions().isKept(task, whole, filling);
    return confirmed ? refresh(filling, status, kept) : store(filling, status, kept);
  }

  private CompletionStage<LoadResult> refresh(Filling filling, int status, boolean kept) {
    Entry seen = task.seen().orElseThrow().entry();
    CachedEntry now = StorageDecisions.confirmed(seen, filling);
    if (!lease.isGiven()) {
      return completed(Value.passed(now, status, Audience.PRIVATE));
    }
    if (!kept) {
      return tools
          .responses()
          .drop(task.cache(), task.key(), seen.etag(), lease.token(), PASS)
          .handle((dropped, thrown) -> Value.passed(now, status, Audience.PRIVATE));
    }
    return tools
        .responses()
        .refresh(task.cache(), task.key(), seen.etag(), lease.token(), filling)
        .handle(
            (done, thrown) ->
                Boolean.TRUE.equals(done) ? Value.stored(now, status) : outdated(now, status));
  }

  private CompletionStage<LoadResult> store(Filling filling, int status, boolean kept) {
    String etag = tools.decisions().etag(filling.response());
    CachedEntry now = ResponseStore.stored(etag, filling, tools.clock().instant());
    if (!kept) {
      lease.release(PASS);
      return completed(Value.passed(now, status, Audience.PRIVATE));
    }
    if (!lease.isGiven()) {
      return completed(Value.passed(now, status, Audience.EVERYBODY));
    }
    return tools
        .responses()
        .fill(task.cache(), task.key(), etag, filling)
        .handle(
            (stored, thrown) -> {
              if (Capacity.isLacking(thrown)) {
                lease.release(Duration.ZERO);
                return Value.passed(now, status, Audience.EVERYBODY);
              }
              return stored != null && stored.isPresent()
                  ? Value.stored(stored.get(), status)
                  : outdated(now, status);
            });
  }

  /** The next one need not wait until the lease is over. */
  private Value outdated(CachedEntry now, int status) {
    lease.release(Duration.ZERO);
    return Value.passed(now, status, Audience.OUTDATED);
  }

  private static CompletionStage<LoadResult> completed(LoadResult result) {
    return CompletableFuture.completedStage(result);
  }
}
