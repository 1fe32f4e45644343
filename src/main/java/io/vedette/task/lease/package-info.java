/**
 * Leases of tasks: granting, extending and giving them back, and pulls that wait for them.
 *
 * <p><b>Promise.</b> A task has one holder, and whoever waits for one gets it as soon as it is
 * there.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A lease is told by a random nonce and a fence, which the script compares at every call.
 *   <li>No heartbeat extends a lease beyond the timeout of its task.
 *   <li>A waiting pull holds no thread and no connection to Redis: one call asks for many, once in
 *       a second, and at once when this server was told of a task.
 *   <li>What cannot be handed over goes back at once, and was no attempt.
 *   <li>A server that is about to stop answers all who wait, and keeps taking heartbeats.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A message wakes one server, which passes it on while there is more. Rejected: waking all,
 *       of which all but one would ask in vain.
 *   <li>A pull that waits goes on waiting while Redis is away. Rejected: failing it, after which it
 *       would come again at once.
 * </ul>
 */
@NullMarked
package io.vedette.task.lease;

import org.jspecify.annotations.NullMarked;
