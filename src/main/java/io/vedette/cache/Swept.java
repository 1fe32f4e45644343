package io.vedette.cache;

import io.vedette.failure.Failure;
import java.util.Optional;

/**
 * What a walk over entries has done.
 *
 * @param invalidated how many it hit
 * @param unkept why it did not become as durable as was promised; then the rest was done without
 *     waiting, as every slice would have waited in vain
 */
record Swept(long invalidated, Optional<Failure> unkept) {
  static final Swept NOTHING = new Swept(0, Optional.empty());

  Swept and(Swept more) {
    return new Swept(invalidated + more.invalidated, unkept.or(more::unkept));
  }

  long kept() {
    unkept.ifPresent(
        failure -> {
          throw failure;
        });
    return invalidated;
  }
}
