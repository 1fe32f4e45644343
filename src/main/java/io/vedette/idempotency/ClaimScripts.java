package io.vedette.idempotency;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of claims of idempotency keys. */
final class ClaimScripts {
  /** Claims an idempotency key for one attempt of its request. */
  static final Script CLAIM =
      Script.of(ClaimScripts.class, "idempotency-claim", Effect.SLIDES, List.of());

  /** Says what became of an attempt that held a claim. */
  static final Script SETTLE =
      Script.of(ClaimScripts.class, "idempotency-settle", Effect.SLIDES, List.of());

  private ClaimScripts() {}
}
