/**
 * The life of a task: how it is submitted, seen, changed and forgotten.
 *
 * <p><b>Promise.</b> What Redis has of a task is whole, and says what has become of it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Each change is one script, harmless when it is sent twice.
 *   <li>While one task with a unique value is unfinished there is no other; the value is free at
 *       the very moment when its task ends.
 *   <li>A list looks at a thousand tasks at most, and a change of many is done in slices of two
 *       hundred: nothing takes longer because much is kept.
 *   <li>What was kept long enough is gone with all its keys.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A payload is a key of its own, read only by who works on the task, and gone when that has
 *       succeeded.
 *   <li>Whether a submission came before is told by its task being there. Rejected: a key for each
 *       operation, but for those under an idempotency key.
 *   <li>A retry of what is over its deadline has none: somebody wants it now.
 * </ul>
 */
@NullMarked
package io.vedette.task.life;

import org.jspecify.annotations.NullMarked;
