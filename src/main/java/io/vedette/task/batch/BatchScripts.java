package io.vedette.task.batch;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import io.vedette.task.queue.QueueScripts;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of batches. */
final class BatchScripts {
  /** Makes a batch. */
  static final Script SET =
      Script.of(
          BatchScripts.class,
          "batch-set",
          Effect.WRITES,
          Stream.concat(QueueScripts.CHANGING.stream(), Stream.of(QueueScripts.SUBMIT)).toList());

  /** Reads a batch. */
  static final Script READ =
      Script.of(
          BatchScripts.class, "batch-read", Effect.READS, List.of(QueueScripts.CHANGING.get(1)));

  /** Seals a batch. */
  static final Script SEAL =
      Script.of(BatchScripts.class, "batch-seal", Effect.WRITES, QueueScripts.CHANGING);

  private BatchScripts() {}
}
