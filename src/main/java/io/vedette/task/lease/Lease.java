package io.vedette.task.lease;

import io.vedette.redis.Fields;
import io.vedette.task.life.Payload;
import io.vedette.task.life.TaskId;
import io.vedette.task.queue.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that a worker has for a while.
 *
 * @param expires when it ends unless it is extended
 * @param attempt the number of this attempt, from 1 on: lost leases and releases are none
 * @param tags joined by blanks; may be empty
 */
public record Lease(
    LeaseId id,
    Instant expires,
    int attempt,
    String type,
    Optional<String> key,
    String tags,
    Optional<Payload> payload) {

  /** Reads one of the grants of a script. */
  static Lease of(QueueName queue, String nonce, List<?> grant) {
    TaskId task = new TaskId(queue, Fields.text(grant.get(0)));
    return new Lease(
        new LeaseId(task, nonce, Fields.number(grant.get(1))),
        Fields.instant(grant.get(2)),
        (int) Fields.number(grant.get(3)),
        Fields.text(grant.get(4)),
        Optional.of(Fields.text(grant.get(5))).filter(key -> !key.isEmpty()),
        Fields.text(grant.get(6)),
        Payload.stored((byte[]) grant.get(7)));
  }

  /** Of its payload. */
  public long bytes() {
    return payload.map(it -> it.bytes().length).orElse(0);
  }
}
