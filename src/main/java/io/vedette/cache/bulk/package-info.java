/**
 * Many entries at once: batches, invalidations; and counters, which are no entries.
 *
 * <p><b>Promise.</b> Each operation tells what became of it, and Redis is held for a few
 * milliseconds at a time.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.bulk;

import org.jspecify.annotations.NullMarked;
