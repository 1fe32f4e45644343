/**
 * Filling what is missing: leases for callers, and loads from origins.
 *
 * <p><b>Promise.</b> Of all who miss a value one fills it; nothing stale is ever stored.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.fill;

import org.jspecify.annotations.NullMarked;
