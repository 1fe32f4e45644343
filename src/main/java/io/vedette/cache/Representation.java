package io.vedette.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * What a reader of a cache that an origin fills gets.
 *
 * @param status how it came to be, as {@code Cache-Status} says (RFC 9211)
 */
record Representation(Stored stored, String status) {
  private static final String NAME = "vedette";

  /** From what is stored. */
  static Representation hit(Stored stored, Optional<String> detail) {
    return new Representation(stored, EntryAnswer.cacheStatus(stored.entry(), detail));
  }

  /**
   * From the origin.
   *
   * @param forwarded why it was asked
   */
  static Representation loaded(
      Stored stored, String forwarded, Loads.Share share, boolean storeAway) {
    return new Representation(
        stored,
        NAME
            + "; fwd="
            + forwarded
            + (share.loaded().status() == 0 ? "" : "; fwd-status=" + share.loaded().status())
            + (share.loaded().kind() == Loaded.Kind.STORED ? "; stored" : "")
            + (share.isCollapsed() ? "; collapsed" : "")
            + (storeAway ? "; detail=store-down" : ""));
  }

  /** {@code Age} in seconds; empty when no origin sent it. */
  Optional<Long> age() {
    return stored.age().map(Duration::toSeconds);
  }
}
