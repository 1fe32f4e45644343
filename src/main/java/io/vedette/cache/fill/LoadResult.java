package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.fill.ResponseStore.Wanted;
import io.vedette.failure.Failure;
import java.util.Map;

/** What a load brought, and what each of those who wait for it does with that. */
sealed interface LoadResult {

  /** For whom it is, besides the one who began the load. */
  enum Audience {
    /** Everybody who waits for it. */
    EVERYBODY,
    /** Nobody: something was written or invalidated meanwhile, and the others look again. */
    OUTDATED,
    /** Nobody: it is not for sharing, and each of the others loads alone. */
    PRIVATE
  }

  /** What one of those who wait does. */
  enum Next {
    /** Takes it. */
    TAKE,
    /** Looks again at what is stored. */
    LOOK_AGAIN,
    /** Loads for itself. */
    LOAD_ALONE
  }

  /**
   * A value, or that there is none.
   *
   * @param entry what the origin said, as a reader sees it
   * @param status of its answer; 0 when another server has asked, and this one found it stored
   * @param stored whether this load has stored it
   */
  record Value(CachedEntry entry, int status, Audience audience, boolean stored)
      implements LoadResult {

    /** Stored by this load. */
    static Value stored(CachedEntry entry, int status) {
      return new Value(entry, status, Audience.EVERYBODY, true);
    }

    /** Stored by another server. */
    static Value found(CachedEntry entry) {
      return new Value(entry, 0, Audience.EVERYBODY, false);
    }

    /** Not stored, for that audience. */
    static Value passed(CachedEntry entry, int status, Audience audience) {
      return new Value(entry, status, audience, false);
    }

    boolean isFound() {
      return status == 0;
    }

    /** Whether it is the answer to a request with these fields. */
    private boolean answers(Map<String, String> forwarded) {
      return entry.response().map(it -> it.matches(forwarded)).orElse(true);
    }
  }

  /**
   * The origin's answer is of no use.
   *
   * @param status of it
   * @param audience everybody, when the origin failed
   */
  record Refusal(Failure failure, int status, Audience audience) implements LoadResult {}

  /** Nothing: somebody else has changed what is stored. */
  record Changed() implements LoadResult {}

  /**
   * Decides what one of those who wait for a load does with what it brought.
   *
   * @param collapsed whether another has begun the load
   * @param forwarded the fields of its request that the origin gets to see, by lower-case name
   */
  default Next next(boolean collapsed, Map<String, String> forwarded, Wanted wanted) {
    if (this instanceof Refusal refusal) {
      boolean mine = !collapsed || refusal.audience() == Audience.EVERYBODY;
      return mine ? Next.TAKE : Next.LOAD_ALONE;
    }
    if (!(this instanceof Value value)) {
      return Next.LOOK_AGAIN;
    }
    if (collapsed && (value.audience() == Audience.OUTDATED || !value.answers(forwarded))) {
      return Next.LOOK_AGAIN;
    }
    if (collapsed && value.audience() == Audience.PRIVATE) {
      return Next.LOAD_ALONE;
    }
    // A value that was not fetched from the store, because its reader has it, is there now.
    boolean complete = value.entry().hasValue() || !wanted.needsValue(value.entry());
    return complete ? Next.TAKE : Next.LOOK_AGAIN;
  }
}
