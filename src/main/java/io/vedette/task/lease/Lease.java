package io.vedette.task.lease;

import io.vedette.redis.Fields;
import io.vedette.task.life.Payload;
import io.vedette.task.life.ScheduledInstant;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskTarget;
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
 * @param schedule the instant that it is there for, if a schedule has submitted it
 * @param target how it is delivered, if its queue is that of a target
 */
public record Lease(
    LeaseId id,
    Instant expires,
    int attempt,
    String type,
    Optional<String> key,
    String tags,
    Optional<Payload> payload,
    Optional<ScheduledInstant> schedule,
    TaskTarget target) {

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
        Payload.stored((byte[]) grant.get(7)),
        Optional.of(Fields.text(grant.get(8)))
            .filter(text -> !text.isEmpty())
            .map(ScheduledInstant::stored),
        TaskTarget.stored(queue.text(), Fields.text(grant.get(9))));
  }

  /** Of its payload. */
  public long bytes() {
    return payload.map(it -> it.bytes().length).orElse(0);
  }
}
