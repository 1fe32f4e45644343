/**
 * Deliveries: the service as the worker of queues that are targets.
 *
 * <p><b>Promise.</b> A task of a target is sent to the URL that the operator has named, at least
 * once, until it is taken or not worth another attempt.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>All servers share the deliveries of a target; its concurrency and rate hold for all of them
 *       together, as those of any queue.
 *   <li>No thread waits for a target. Each has its own line and its own connections: a dead one
 *       takes nothing from the others.
 *   <li>What answers 2xx has done the task. Time-outs, 408, 425, 429, 5xx and what is no answer are
 *       tried again as the task says; other answers are not.
 *   <li>429 and 503 with {@code Retry-After} hold back the target for that time, 410 until somebody
 *       resumes its queue. The task of a 410 has lost no attempt.
 *   <li>A target that fails on and on is left alone by each server for some seconds, so that it
 *       does not use up the attempts of all that waits for it.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A target is a queue of its name. So it has turns of keys, limits, pauses, depths, alerts
 *       and signals for scaling without a line of their own. Rejected: targets beside queues, whose
 *       limits no script could decide, as it would have to know two.
 *   <li>A lease lasts as long as a delivery may take, and is not extended.
 * </ul>
 */
@NullMarked
package io.vedette.task.push;

import org.jspecify.annotations.NullMarked;
