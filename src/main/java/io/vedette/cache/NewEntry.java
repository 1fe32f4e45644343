package io.vedette.cache;

import java.util.Optional;

/**
 * What a writer stores.
 *
 * @param lease the fill lease under which it is stored, if it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NewEntry(
    byte[] value, String mediaType, Lifetime lifetime, Groups groups, Optional<String> lease) {}
