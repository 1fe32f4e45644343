package io.vedette.cache;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of lists of caches. */
final class CacheScripts {
  /** Counts what the indexes of caches have. */
  static final Script SIZES = Script.of(CacheScripts.class, "cache-sizes", Effect.READS, List.of());

  /** Looks for caches in a slice of all keys. */
  static final Script SCAN = Script.of(CacheScripts.class, "cache-scan", Effect.READS, List.of());

  private CacheScripts() {}
}
