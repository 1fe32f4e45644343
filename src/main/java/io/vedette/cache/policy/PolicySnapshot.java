package io.vedette.cache.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The policies set by HTTP, all at one moment.
 *
 * @param version the tag of the last change, empty before the first one
 */
record PolicySnapshot(String version, Map<CacheName, StoredPolicy> policies) {
  public PolicySnapshot {
    policies = Map.copyOf(policies);
  }

  /** The same after one more change. */
  PolicySnapshot with(PolicyChange change) {
    Map<CacheName, StoredPolicy> changed = new HashMap<>(policies);
    change
        .policy()
        .ifPresentOrElse(
            policy -> changed.put(change.cache(), policy), () -> changed.remove(change.cache()));
    return new PolicySnapshot(change.version(), changed);
  }

  /** Whether the change follows this moment immediately. */
  boolean precedes(PolicyChange change) {
    return version.equals(change.before());
  }

  Optional<StoredPolicy> policy(CacheName cache) {
    return Optional.ofNullable(policies.get(cache));
  }
}
