package io.vedette.task.lease;

import io.vedette.idempotency.Tags;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Leases in Redis. Each method is one script, harmless when it runs twice. Stages fail as {@link
 * Redis#run} says.
 *
 * <p>Grants and heartbeats do not wait for replicas. What a fail-over takes back of them is ready
 * again; the fence of its next grant is higher all the same, as it is at least the time of Redis.
 */
public final class LeaseStore {
  private final Redis redis;
  private final TaskKeys keys;
  private final Tags tags;

  LeaseStore(Redis redis, TaskKeys keys, Tags tags) {
    this.redis = redis;
    this.keys = keys;
    this.tags = tags;
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
  record Granted(List<List<Lease>> leases, Optional<Instant> again) {}

  /**
   * Grants leases.
   *
   * @param types that are wanted, joined by blanks; empty for any
   * @param pulls that want the same types; those first come first
   */
  CompletionStage<Granted> grant(QueueName queue, String types, List<Pull> pulls, Waiters waiters) {
    String nonce = tags.next();
    ScriptCall call =
        of(LeaseScripts.GRANT, queue, nonce)
            .with("server", waiters.server())
            .with("others", waiters.others() ? "1" : "0")
            .with("patience", waiters.patience())
            .with("woken", waiters.woken() ? "1" : "0")
            .with("types", types);
    for (Pull pull : pulls) {
      call.rest(Fields.ascii(pull.max()), Fields.millis(pull.lease()), Fields.ascii(pull.worker()));
    }
    return redis.run(call).thenApply(reply -> granted(queue, nonce, reply));
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
   * @param durability waited for when a task or an attempt ends
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
    boolean decides = settlements.stream().anyMatch(Settlement::decides);
    return redis
        .run(call, decides ? durability : Durability.NONE)
        .thenApply(
            reply -> {
              List<Object> items = reply.kept();
              return new Outcomes(
                  ((List<?>) items.get(1)).stream().map(it -> Settled.of((List<?>) it)).toList(),
                  leases(queue, nonce, (List<?>) items.get(2)));
            });
  }

  /** Gives leases back that nobody has got. */
  public CompletionStage<Void> giveBack(List<Lease> leases) {
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
  Instant now() {
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
