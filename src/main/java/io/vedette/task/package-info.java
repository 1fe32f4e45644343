/**
 * Background tasks over HTTP: submitted by any program, pulled by workers in any language.
 *
 * <p><b>Promise.</b> A task that was acknowledged is not lost, whichever server, worker or Redis
 * master is: it runs at least once, and its history reads true.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>At least once: a task may run twice, never not at all.
 *   <li>One holder at a time while clocks and Redis behave, and a fence for when they do not.
 *   <li>Whoever has lost a lease changes nothing.
 *   <li>A waiting pull costs no thread, and its task is at most 1.2 seconds late when every message
 *       between servers is lost.
 *   <li>What is in a payload, a result or an error is in no log and no metric.
 *   <li>Who may not submit to a queue, nor work in it, sees nothing of it.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>An id tells its queue, and no script knows two queues: so several masters can divide them.
 *   <li>Submitting and ending wait for a replica, granting and extending do not: what a fail-over
 *       takes back of those runs again. Rejected: waiting for each grant, which a worker would pay
 *       for with each task.
 *   <li>Who does the same with its lease again hears the same: the task remembers the last lease
 *       that was given back. Rejected: a key for each operation.
 * </ul>
 */
@NullMarked
package io.vedette.task;

import org.jspecify.annotations.NullMarked;
