package io.vedette.cache.bulk;

import io.vedette.cache.entry.EntryScripts;
import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of many entries, and of counters. */
final class BulkScripts {
  /** Stores and deletes several entries, all or none. */
  static final Script ENTRY_BATCH =
      Script.of(BulkScripts.class, "entry-batch", Effect.WRITES, EntryScripts.BOUNDED);

  /** Removes a slice of entries, or makes them stale; finds nothing when it runs twice. */
  static final Script ENTRY_INVALIDATE =
      Script.of(BulkScripts.class, "entry-invalidate", Effect.WRITES, EntryScripts.CHANGE);

  /** Adds to a counter within its bounds. */
  static final Script COUNTER_ADD =
      Script.of(BulkScripts.class, "counter-add", Effect.WRITES, List.of());

  /** Reads a counter. */
  static final Script COUNTER_READ =
      Script.of(BulkScripts.class, "counter-read", Effect.READS, List.of());

  /** Deletes a counter. */
  static final Script COUNTER_DELETE =
      Script.of(BulkScripts.class, "counter-delete", Effect.WRITES, List.of());

  private BulkScripts() {}
}
