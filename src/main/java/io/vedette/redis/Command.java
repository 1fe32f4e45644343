package io.vedette.redis;

import io.vedette.redis.Script.Effect;

/** What one call sends to Redis. */
sealed interface Command permits ScriptCall, FieldRead {
  /** What metrics call it. */
  String label();

  Effect effect();

  /** How much of a batch it takes: one for each usual command. */
  int share();
}
