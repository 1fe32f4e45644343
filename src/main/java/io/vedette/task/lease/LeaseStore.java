package io.vedette.task.lease;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.idempotency.Tags;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskKeys;
import io.vedette.thread.Hops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Leases in Redis. Each method is one script, harmless when it runs twice. Stages fail as {@link
 * Redis#run} says.
 *
 * <p>Grants and heartbeats do not wait for replicas. What a fail-over takes back of them is ready
 * again; the fence of its next grant is higher all the same, as it is at least the time of Redis.
 */
public final class LeaseStore {
  private static final int MOST_RECOVERIES = 5;
  private static final Duration BETWEEN_RECOVERIES = Duration.ofSeconds(1);

  private final Redis redis;
  private final TaskKeys keys;
  private final Tags tags;
  private final Hops hops;

  LeaseStore(Redis redis, TaskKeys keys, Tags tags, Hops hops) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
    this.hops = hops;
  }

  /**
   * Who waits for tasks besides those who ask.
   *
   * @param server the name of this one, to be told of tasks; empty when nobody waits
   * @param others whether more wait than those who ask
   * @param patience for how long this server is to be told
   * @param woken whether it was told of a task just now
   */
  record Waiters(String server, boolean others, Duration patience, boolean woken) {
    static final Waiters NONE = new Waiters("", false, Duration.ZERO, false);
  }

  /**
   * What pulls got.
   *
   * @param leases of each pull, in order
   * @param again when there may be more, if a rate holds it back
   */
  record Granted(List<List<Lease>> leases, Optional<Instant> again) {
    List<Lease> all() {
      return leases.stream().flatMap(List::stream).toList();
    }
  }

  /**
   * Grants leases.
   *
   * @param types that are wanted, joined by blanks; empty for any
   * @param pulls that want the same types; those first come first
   */
  CompletionStage<Granted> grant(QueueName queue, String types, List<Pull> pulls, Waiters waiters) {
    String nonce = tags.next();
    ScriptCall call = grant(queue, nonce, types, waiters);
    for (Pull pull : pulls) {
      call.rest(Fields.ascii(pull.max()), Fields.millis(pull.lease()), Fields.ascii(pull.worker()));
    }
    return redis
        .run(call)
        .thenApply(reply -> granted(queue, nonce, reply))
        .whenComplete((granted, thrown) -> recoverAfter(thrown, queue, nonce));
  }

  private ScriptCall grant(QueueName queue, String nonce, String types, Waiters waiters) {
    return of(LeaseScripts.GRANT, queue, nonce)
        .with("server", waiters.server())
        .with("others", waiters.others() ? "1" : "0")
        .with("patience", waiters.patience())
        .with("woken", waiters.woken() ? "1" : "0")
        .with("types", types);
  }

  /** What was granted without an answer nobody has: it is not to wait for the end of its lease. */
  private void recoverAfter(@Nullable Throwable thrown, QueueName queue, String nonce) {
    if (Causes.ofNullable(thrown) instanceof Failure failure
        && failure.outcome().equals(Optional.of(Outcome.UNKNOWN))) {
      recover(queue, nonce, MOST_RECOVERIES);
    }
  }

  private void recover(QueueName queue, String nonce, int attempts) {
    hops.after(BETWEEN_RECOVERIES)
        .thenCompose(now -> redis.run(grant(queue, nonce, "", Waiters.NONE)))
        .thenCompose(reply -> giveBack(granted(queue, nonce, reply).all()))
        .whenComplete(
            (done, thrown) -> {
              if (thrown != null && attempts > 1) {
                recover(queue, nonce, attempts - 1);
              }
            });
  }

  private static Granted granted(QueueName queue, String nonce, List<Object> reply) {
    List<List<Lease>> leases = new ArrayList<>();
    for (Object list : reply.subList(2, reply.size())) {
      leases.add(leases(queue, nonce, (List<?>) list));
    }
    long again = Fields.number(reply.get(1));
    return new Granted(
        leases, again == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(again)));
  }

  private static List<Lease> leases(QueueName queue, String nonce, List<?> grants) {
    return grants.stream().map(grant -> Lease.of(queue, nonce, (List<?>) grant)).toList();
  }

  /**
   * What became of leases.
   *
   * @param settled of each, in order
   * @param next the leases of the tasks that were taken then
   */
  public record Outcomes(List<Settled> settled, List<Lease> next) {}

  /**
   * Extends leases of one queue and gives them back, each for itself; then takes the next tasks.
   *
   * @param durability what all of it waits for
   */
  public CompletionStage<Outcomes> settle(
      QueueName queue, List<Settlement> settlements, Optional<Pull> next, Durability durability) {
    String nonce = tags.next();
    ScriptCall call =
        of(LeaseScripts.SETTLE, queue, nonce)
            .with("types", next.map(Pull::joinedTypes).orElse(""))
            .with("most", next.map(Pull::max).orElse(0))
            .with("next_lease", next.map(Pull::lease).orElse(Duration.ZERO))
            .with("next_worker", next.map(Pull::worker).orElse(""));
    for (Settlement one : settlements) {
      call.rest(
          Fields.ascii(one.word()),
          Fields.ascii(one.lease().task().local()),
          Fields.ascii(one.lease().stored()));
      call.rest(one.arguments());
    }
    return redis
        .run(call, durability)
        .whenComplete((reply, thrown) -> recoverAfter(thrown, queue, nonce))
        .thenApply(
            reply -> {
              List<Object> items = reply.kept();
              return new Outcomes(
                  ((List<?>) items.get(1)).stream().map(it -> Settled.of((List<?>) it)).toList(),
                  leases(queue, nonce, (List<?>) items.get(2)));
            });
  }

  /** Gives leases of one queue back that nobody has got. */
  public CompletionStage<Void> giveBack(List<Lease> leases) {
    if (leases.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    List<Settlement> releases =
        leases.stream().map(lease -> Settlement.release(lease.id(), Duration.ZERO)).toList();
    QueueName queue = leases.get(0).id().task().queue();
    return settle(queue, releases, Optional.empty(), Durability.NONE).thenAccept(done -> {});
  }

  /** Whether calls would fail at once, because the master is known to be away. */
  public boolean isAway() {
    return redis.isAway();
  }

  /** By the clock of Redis. */
  public Instant now() {
    return redis.clock().instant();
  }

  private ScriptCall of(Script script, QueueName queue, String nonce) {
    return script
        .on()
        .with("root", keys.root(queue))
        .with("nonce", nonce)
        .with("memory", redis.operationMemory());
  }
}
