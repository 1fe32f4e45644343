package io.vedette.cache.policy;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of policies. */
final class PolicyScripts {
  /** Reads all policies, unless the reader has them already. */
  static final Script READ = Script.of(PolicyScripts.class, "policy-read", Effect.READS, List.of());

  /** Sets the policy of a cache if its conditions hold. */
  static final Script WRITE =
      Script.of(PolicyScripts.class, "policy-write", Effect.WRITES, List.of(Script.CONDITIONS));

  /** Removes the policy of a cache if its conditions hold. */
  static final Script DELETE =
      Script.of(PolicyScripts.class, "policy-delete", Effect.WRITES, List.of(Script.CONDITIONS));

  private PolicyScripts() {}
}
