package io.vedette.cache.fill;

import io.vedette.failure.Failure;
import io.vedette.origin.OriginAnswer;
import io.vedette.origin.OriginProblems;
import java.util.Optional;
import java.util.Set;

/** Why what an origin answered, whole and well-formed, is of no use. */
final class OriginRefusal {
  /** What is stored, or remembered as missing. */
  private static final Set<Integer> USEFUL = Set.of(200, 203, 404, 410);

  /** Of the other answers those that the same request may not get a second time. */
  private static final Set<Integer> PASSING = Set.of(408, 425);

  private OriginRefusal() {}

  /** Empty when the answer is of use. */
  static Optional<Failure> of(OriginAnswer whole) {
    if (!USEFUL.contains(whole.status())) {
      return Optional.of(ofStatus(whole));
    }
    return whole.headerSize() > OriginAnswer.LARGEST_HEADER
        ? Optional.of(
            Failure.of(
                OriginProblems.BAD_ORIGIN_ANSWER,
                "With what its origin adds the header has more than %d bytes."
                    .formatted(OriginAnswer.LARGEST_HEADER)))
        : Optional.empty();
  }

  /** Of an answer whose status is of no use: to be repeated only when that may pass. */
  static Failure ofStatus(OriginAnswer answer) {
    Failure failure =
        Failure.of(
            OriginProblems.BAD_ORIGIN_ANSWER, "The origin answered %d.".formatted(answer.status()));
    return answer.isError() || PASSING.contains(answer.status())
        ? answer.retryAfter().map(failure::retryAfter).orElse(failure)
        : failure.lasting();
  }
}
