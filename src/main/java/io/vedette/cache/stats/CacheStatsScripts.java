package io.vedette.cache.stats;

import io.vedette.cache.entry.EntryScripts;
import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The script of what is counted of caches. */
final class CacheStatsScripts {
  /** Reads what is counted of a cache, and how large it is. */
  static final Script READ =
      Script.of(CacheStatsScripts.class, "cache-stats", Effect.READS, List.of(EntryScripts.FORM));

  private CacheStatsScripts() {}
}
