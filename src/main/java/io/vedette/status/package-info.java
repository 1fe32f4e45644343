/**
 * The state of the service for a person on call.
 *
 * <p><b>Promise.</b> One call tells whether Redis is as it should be, also while it is not.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>The answer is 200 and bounded in time whatever the state of Redis.
 *   <li>It holds no password; of addresses only that of the master.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The master and its replicas are told from memory, the sentinels are asked: theirs is the
 *       view that a fail-over depends on. Rejected: asking everything, which hangs when it matters
 *       most.
 * </ul>
 */
@NullMarked
package io.vedette.status;

import org.jspecify.annotations.NullMarked;
