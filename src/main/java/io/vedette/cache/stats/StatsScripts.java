package io.vedette.cache.stats;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of what is counted of caches. */
final class StatsScripts {
  /** Adds to what is counted of a cache. */
  static final Script ADD = Script.of(StatsScripts.class, "stats-add", Effect.WRITES, List.of());

  /** Reads what is counted of a cache, and how large it is. */
  static final Script READ = Script.of(StatsScripts.class, "stats-read", Effect.READS, List.of());

  private StatsScripts() {}
}
