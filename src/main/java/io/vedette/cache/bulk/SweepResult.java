package io.vedette.cache.bulk;

import io.vedette.failure.Failure;
import java.util.Optional;

/**
 * What a walk over entries has done.
 *
 * @param invalidated how many it hit
 * @param unkept why it did not become as durable as was promised; then the rest was done without
 *     waiting, as every slice would have waited in vain
 */
record SweepResult(long invalidated, Optional<Failure> unkept) {
  static final SweepResult NOTHING = new SweepResult(0, Optional.empty());

  SweepResult and(SweepResult more) {
    return new SweepResult(invalidated + more.invalidated, unkept.or(more::unkept));
  }

  long kept() {
    unkept.ifPresent(
        failure -> {
          throw failure;
        });
    return invalidated;
  }
}
