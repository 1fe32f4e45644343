package io.vedette.cache;

import java.time.Duration;
import java.util.Optional;

/** Parts of policies for tests. */
final class TestPolicies {
  /** The default: the clients fill the cache. */
  static final ReadThroughPolicy FILLED_BY_CLIENTS =
      new ReadThroughPolicy(
          Optional.empty(), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 10, false);

  /** Filled from the origin {@code main}, with every member unlike its default. */
  static final ReadThroughPolicy FILLED_FROM_MAIN =
      new ReadThroughPolicy(
          Optional.of("main"),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ZERO,
          0,
          true);

  private TestPolicies() {}
}
