/**
 * What is counted of caches: for the metrics page, and summed over all pods.
 *
 * <p><b>Promise.</b> Counting costs a read next to nothing, and no failure of it fails a call.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.stats;

import org.jspecify.annotations.NullMarked;
