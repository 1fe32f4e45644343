package io.vedette.cache.policy;

import java.util.Optional;

/**
 * A change of one policy that Redis has.
 *
 * @param policy what holds now, or empty when it was removed
 * @param created whether there was none before
 * @param before the version of all policies before this change
 * @param version their version now
 */
public record PolicyChange(
    CacheName cache,
    Optional<StoredPolicy> policy,
    boolean created,
    String before,
    String version) {}
