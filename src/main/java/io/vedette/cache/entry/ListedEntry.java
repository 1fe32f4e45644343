package io.vedette.cache.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry in a list, without its value.
 *
 * @param left time until it expires if nobody reads it; empty when it does not expire
 * @param stale whether it was softly invalidated
 */
public record ListedEntry(
    EntryKey key,
    String etag,
    String mediaType,
    long size,
    Instant created,
    Optional<Duration> left,
    Groups groups,
    boolean stale) {}
