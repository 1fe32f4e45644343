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

  /** Whether the script has missed what was staged for it. */
  boolean isUnstaged() {
    return items.size() == 1 && Fields.text(items.get(0)).equals(Staged.GONE);
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
