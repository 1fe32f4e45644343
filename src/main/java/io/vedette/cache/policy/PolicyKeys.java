package io.vedette.cache.policy;

import io.vedette.redis.KeySpace;

/**
 * The keys of policies, in one slot.
 *
 * <pre>
 *   {policies}:all            hash, the policies set by HTTP (see policy-read.lua)
 *   {policies}:version        string, the tag of their last change
 *   {policies}:operation:ID   string, the result of a write that may be sent again
 * </pre>
 */
final class PolicyKeys {
  private static final String SLOT = "{policies}:";

  private final KeySpace space;

  /** Those of that installation. */
  PolicyKeys(KeySpace space) {
    this.space = space;
  }

  /** The policies of all caches. */
  byte[] policies() {
    return space.name(SLOT + "all");
  }

  /** The version of the policies. */
  byte[] version() {
    return space.name(SLOT + "version");
  }

  /** The result of the change of a policy with this operation id. */
  byte[] operation(String id) {
    return space.name(SLOT + "operation:" + id);
  }
}
