package io.vedette.cache.entry;

import io.vedette.cache.policy.Capacity;
import java.util.Optional;

/**
 * What a writer stores.
 *
 * @param lease the fill lease under which it is stored, if it is
 * @param capacity what the cache may hold then
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewEntry(
    byte[] value,
    String mediaType,
    Lifetime lifetime,
    Groups groups,
    Optional<String> lease,
    Capacity capacity) {}
