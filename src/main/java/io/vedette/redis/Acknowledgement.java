package io.vedette.redis;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.util.Optional;

/**
 * How far a group of writes had come when the wait ended.
 *
 * @param local whether it is on the master's disk; only known when that was asked for
 * @param replicas how many replicas have it: in memory, or on disk if that was asked for
 */
record Acknowledgement(boolean local, int replicas) {

  /** Why this is less than {@code promised}, if it is. */
  Optional<Failure> shortOf(Durability promised) {
    boolean kept = replicas > 0 && (local || promised != Durability.PERSISTED);
    return kept ? Optional.empty() : Optional.of(failure(promised));
  }

  private Failure failure(Durability promised) {
    String detail =
        promised == Durability.PERSISTED
            ? "The master has the write; it is%s on its disk, and on that of %d replicas."
                .formatted(local ? "" : " not yet", replicas)
            : "The master has the write, and %d replicas acknowledged it in time."
                .formatted(replicas);
    return Failure.of(Problem.NOT_REPLICATED, detail)
        .with(Outcome.APPLIED)
        .acknowledgedBy(replicas);
  }
}
