/**
 * What can go wrong, in words and numbers.
 *
 * <p><b>Promise.</b> Every failure that a caller sees is one entry of one catalogue.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A status, a code and a title stand nowhere else.
 *   <li>Nothing here knows HTTP libraries or Redis: both edges meet in this room.
 *   <li>A failed write tells its outcome; a failure that passes tells when to try again.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>One exception class with an enum constant, not a class per failure: callers of the API see
 *       codes, and nobody inside catches one kind apart from another. Rejected: Nessie's class per
 *       code, which doubles the catalogue.
 *   <li>Statuses are plain numbers. Rejected: JAX-RS types, which would let the web edge leak into
 *       the rooms that never see it.
 * </ul>
 */
@NullMarked
package io.vedette.failure;

import org.jspecify.annotations.NullMarked;
