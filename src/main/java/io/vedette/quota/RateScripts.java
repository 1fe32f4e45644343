package io.vedette.quota;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of rates. */
final class RateScripts {
  /** Counts what callers have used of their rates; counts once when it runs twice. */
  static final Script SPEND = Script.of(RateScripts.class, "rate-spend", Effect.SLIDES, List.of());

  private RateScripts() {}
}
