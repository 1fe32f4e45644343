/**
 * The service as a user of its own tasks.
 *
 * <p><b>Promise.</b> What the service does behind requests can be looked at, and outlives the
 * server that took it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Each server does a few pieces at a time, and only those that it knows.
 *   <li>A change of many tasks goes in slices, and ends when it is cancelled.
 *   <li>A fault in a piece of work is in the log, and in no answer.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>It pulls, beats and settles like any worker: what holds for those holds for it. Rejected: a
 *       way of its own to what is due.
 * </ul>
 */
@NullMarked
package io.vedette.task.system;

import org.jspecify.annotations.NullMarked;
