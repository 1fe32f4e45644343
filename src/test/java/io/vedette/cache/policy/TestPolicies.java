package io.vedette.cache.policy;

import java.time.Duration;
import java.util.Optional;

/** Parts of policies for tests. */
public final class TestPolicies {
  /** The default: the clients fill the cache. */
  public static final ReadThroughPolicy FILLED_BY_CLIENTS =
      new ReadThroughPolicy(
          Optional.empty(), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 10, false);

  /** Filled from the origin {@code main}, with every member unlike its default. */
  public static final ReadThroughPolicy FILLED_FROM_MAIN =
      new ReadThroughPolicy(
          Optional.of("main"),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ZERO,
          0,
          true);

  private TestPolicies() {}
}
