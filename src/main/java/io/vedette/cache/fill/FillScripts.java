package io.vedette.cache.fill;

import io.vedette.cache.entry.EntryScripts;
import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of leases, and of what origins said. */
final class FillScripts {
  /** Gives the lease to fill an entry to one caller. */
  static final Script LEASE =
      Script.of(FillScripts.class, "fill-lease", Effect.SLIDES, EntryScripts.CHANGE);

  /** Takes a fill lease back. */
  static final Script RELEASE =
      Script.of(FillScripts.class, "fill-release", Effect.SLIDES, List.of());

  /** Reads what an origin said of a key, fresh or not. */
  static final Script RESPONSE_READ =
      Script.of(FillScripts.class, "response-read", Effect.SLIDES, EntryScripts.CHANGE);

  /** Updates what an origin said, and makes it fresh again. */
  static final Script RESPONSE_REFRESH =
      Script.of(FillScripts.class, "response-refresh", Effect.WRITES, EntryScripts.CHANGE);

  /** Forgets what an origin said, as long as a lease holds. */
  static final Script RESPONSE_DROP =
      Script.of(FillScripts.class, "response-drop", Effect.SLIDES, EntryScripts.CHANGE);

  private FillScripts() {}
}
