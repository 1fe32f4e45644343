/**
 * What holds for all entries of a cache: its policy, set by the configuration or over HTTP.
 *
 * <p><b>Promise.</b> A policy is decided from memory; what one pod sets holds on it at once and on
 * the others within a second.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.policy;

import org.jspecify.annotations.NullMarked;
