package io.vedette.stats;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The script of what is counted. */
final class StatsScripts {
  /** Adds to what is counted of a name. */
  static final Script ADD = Script.of(StatsScripts.class, "stats-add", Effect.WRITES, List.of());

  private StatsScripts() {}
}
