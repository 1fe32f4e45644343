package io.vedette.cache.fill;

import io.vedette.cache.entry.CachedEntry;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * What a reader of a cache that an origin fills gets.
 *
 * @param found what is stored or was loaded; empty when there is a failure instead
 * @param status how it came to be, as {@code Cache-Status} says (RFC 9211)
 */
public record Representation(
    Optional<CachedEntry> found, Optional<Failure> failure, String status) {
  /** Only what is stored was asked for, and nothing of use is. */
  static final Problem NOT_CACHED = Problem.of("not-cached", 504, "There is no stored answer");

  private static final String NAME = "vedette";
  private static final String DETAIL = "; detail=";

  /** From what is stored. */
  static Representation hit(CachedEntry stored, Optional<String> detail) {
    return new Representation(
        Optional.of(stored), Optional.empty(), EntryAnswer.cacheStatus(stored.entry(), detail));
  }

  /**
   * From the origin.
   *
   * @param forwarded why it was asked
   * @param collapsed whether another asked for it, on this server or elsewhere
   * @param storeAway whether Redis was
   */
  static Representation loaded(
      LoadResult.Value value, String forwarded, boolean collapsed, boolean storeAway) {
    return new Representation(
        Optional.of(value.entry()),
        Optional.empty(),
        forwarded(forwarded, value.status())
            + (value.stored() ? "; stored" : "")
            + (collapsed ? "; collapsed" : "")
            + (storeAway ? DETAIL + "store-down" : ""));
  }

  /**
   * Nothing, because the origin does not answer, or nothing of use.
   *
   * @param forwarded why it was to be asked
   * @param status of its answer, 0 when there is none
   */
  static Representation failed(Failure failure, String forwarded, int status) {
    return new Representation(
        Optional.empty(),
        Optional.of(failure),
        forwarded(forwarded, status) + DETAIL + failure.problem().code());
  }

  /** Nothing, because the reader wants only what is stored. */
  static Representation notCached() {
    Failure failure = Failure.of(NOT_CACHED, "Nothing is stored that the request would take.");
    return new Representation(
        Optional.empty(), Optional.of(failure), NAME + DETAIL + failure.problem().code());
  }

  private static String forwarded(String why, int status) {
    return NAME + "; fwd=" + why + (status == 0 ? "" : "; fwd-status=" + status);
  }

  /** What was found; not for a failure. */
  CachedEntry stored() {
    return found.orElseThrow();
  }

  /** {@code Age} in seconds; empty when no origin sent it. */
  Optional<Long> age() {
    return found.flatMap(CachedEntry::age).map(Duration::toSeconds);
  }
}
