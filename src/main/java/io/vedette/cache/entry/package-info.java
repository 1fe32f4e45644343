/**
 * One entry: its key, what is stored of it, its copies in memory, and how it is answered.
 *
 * <p><b>Promise.</b> An entry is given back byte by byte until it expires, and its conditions are
 * decided where it is written.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.entry;

import org.jspecify.annotations.NullMarked;
