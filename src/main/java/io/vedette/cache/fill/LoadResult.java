package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.failure.Failure;
import java.util.Map;
import java.util.Optional;

/**
 * What a load brought.
 *
 * @param stored what the origin said, as a reader sees it; empty when it said nothing of use
 * @param status of its answer; 0 when this server did not ask
 * @param refused why its answer cannot be used
 */
record LoadResult(Kind kind, Optional<CachedEntry> stored, int status, Optional<Failure> refused) {

  /** For whom it is. */
  enum Kind {
    /** It is stored, for everybody. */
    STORED,
    /** Another server has stored it, for everybody. */
    FOUND,
    /** It is for everybody, and could not be stored. */
    UNSTORED,
    /** Something was written or invalidated meanwhile: later ones look again. */
    LOST,
    /** It is for whoever asked for it, and for nobody else. */
    ALONE,
    /** Somebody else has changed what is stored: look again. */
    CHANGED
  }

  static final LoadResult CHANGED =
      new LoadResult(Kind.CHANGED, Optional.empty(), 0, Optional.empty());

  static LoadResult stored(CachedEntry now, int status) {
    return new LoadResult(Kind.STORED, Optional.of(now), status, Optional.empty());
  }

  static LoadResult found(CachedEntry stored) {
    return new LoadResult(Kind.FOUND, Optional.of(stored), 0, Optional.empty());
  }

  static LoadResult unstored(CachedEntry now, int status) {
    return new LoadResult(Kind.UNSTORED, Optional.of(now), status, Optional.empty());
  }

  static LoadResult lost(CachedEntry now, int status) {
    return new LoadResult(Kind.LOST, Optional.of(now), status, Optional.empty());
  }

  static LoadResult alone(CachedEntry now, int status) {
    return new LoadResult(Kind.ALONE, Optional.of(now), status, Optional.empty());
  }

  /** The origin failed, for everybody who waits. */
  static LoadResult failed(int status, Failure why) {
    return new LoadResult(Kind.UNSTORED, Optional.empty(), status, Optional.of(why));
  }

  static LoadResult refused(int status, Failure why) {
    return new LoadResult(Kind.ALONE, Optional.empty(), status, Optional.of(why));
  }

  /**
   * Whether one who waited for another's load, with these fields, may have what it brought: nothing
   * older than asked.
   */
  boolean answers(Map<String, String> forwarded) {
    return kind != Kind.LOST
        && stored
            .flatMap(CachedEntry::response)
            .map(response -> response.matches(forwarded))
            .orElse(true);
  }

  /** Whether those get it, too, who did not ask for it themselves. */
  boolean isForAll() {
    return kind == Kind.STORED || kind == Kind.FOUND || kind == Kind.UNSTORED;
  }
}
