package io.vedette.cache.policy;

import io.vedette.config.Settings;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a cache may hold. A write that adds to it is refused when there is no room; one that
 * replaces an entry by a value that is no larger never is. What a cache holds already when its
 * limits are lowered stays.
 *
 * @param entries the most entries; what an origin said counts as one for each answer that is kept,
 *     also when it has no value. Counters are none
 * @param bytes the most bytes of all values together
 */
public record Capacity(OptionalLong entries, OptionalLong bytes) {
  public static final Capacity UNLIMITED = new Capacity(OptionalLong.empty(), OptionalLong.empty());

  /** Beyond it the numbers of scripts are not exact. */
  static final long MOST = 1_000_000_000_000_000L;

  /** Room is made by whoever deletes, or by time. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  static Capacity from(Settings settings, String root) {
    return new Capacity(
        settings.optionalNumber(root + Policy.Setting.MAX_ENTRIES.name, 1, MOST),
        settings.optionalNumber(root + Policy.Setting.MAX_TOTAL_BYTES.name, 1, MOST));
  }

  /**
   * The refusal of a write.
   *
   * @param what there would be too many of, as scripts say it: {@code entries} or {@code bytes}
   */
  public Failure exceeded(String what) {
    boolean ofEntries = what.equals("entries");
    return Failure.of(
            Problem.QUOTA_EXCEEDED,
            "The cache may hold %d %s."
                .formatted((ofEntries ? entries : bytes).orElse(0), ofEntries ? what : "bytes"))
        .violating(List.of(ofEntries ? "maxEntries" : "maxTotalBytes"))
        .with(Outcome.NOT_APPLIED)
        .retryAfter(RETRY);
  }

  /**
   * Whether a write failed for lack of room. That is found out after its lease was found to hold.
   */
  public static boolean isLacking(@Nullable Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    return cause instanceof Failure failure
        && (failure.problem() == Problem.QUOTA_EXCEEDED || failure.problem() == Problem.STORE_FULL);
  }
}
