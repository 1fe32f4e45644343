package io.vedette.redis;

import io.vedette.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What a script answered, and whether what was promised about it is kept.
 *
 * @param items the reply itself, true whatever else is
 * @param unkept why the durability of the call was not reached, although the script ran
 */
public record Reply(List<Object> items, Optional<Failure> unkept) {

  /** A reply of a call that promised nothing more. */
  static Reply of(List<Object> items) {
    return new Reply(items, Optional.empty());
  }

  /**
   * The reply to somebody who relies on what it changed.
   *
   * @throws Failure {@code NOT_REPLICATED} when too few replicas acknowledged it
   */
  public List<Object> kept() {
    unkept.ifPresent(
        failure -> {
          throw failure;
        });
    return items;
  }
}
