package io.vedette.cache.entry;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an entry lives.
 *
 * @param ttl from the write on, however often it is read
 * @param idle without being read
 */
public record Lifetime(Duration ttl, Optional<Duration> idle) {}
