package io.vedette.origin;

import io.vedette.failure.Problem;

/** What can go wrong with an origin. */
public final class OriginProblems {
  /** The origin of the cache answered what cannot be used, or broke off. */
  public static final Problem BAD_ORIGIN_ANSWER =
      Problem.retryable("bad-origin-answer", 502, "The origin's answer cannot be used");

  /**
   * The origin of the cache cannot be reached, is left alone, or has as many requests as it may.
   */
  public static final Problem ORIGIN_UNAVAILABLE =
      Problem.retryable("origin-unavailable", 503, "The origin is unavailable");

  /** The origin of the cache did not answer in time. */
  public static final Problem ORIGIN_TIMEOUT =
      Problem.retryable("origin-timeout", 504, "The origin took too long");

  private OriginProblems() {}
}
