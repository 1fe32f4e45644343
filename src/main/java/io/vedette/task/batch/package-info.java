/**
 * Batches: many tasks that end in one.
 *
 * <p><b>Promise.</b> When all tasks of a batch have ended, the task that closes it becomes ready:
 * once, whatever the order of the last ends, and whichever server sees them.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A batch is the set of its tasks that have not ended. Each leaves it in the script that ends
 *       it, however it ends; nothing is counted down.
 *   <li>It finishes when it is sealed and nothing is left. One that is sealed with no task finishes
 *       at once.
 *   <li>A task of it that is retried after its end is to end once more, unless the batch has
 *       finished.
 *   <li>It is kept as long as tasks that have not succeeded.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A batch and all of its tasks, those that close it too, are in one queue: what ends the last
 *       one closes it in the same script. Rejected: batches over queues, which need messages
 *       between two slots, and somebody who sends them again.
 *   <li>The tasks that close it are there from the beginning, scheduled for a year ahead. So their
 *       ids are known, and closing is a move like any other.
 * </ul>
 */
@NullMarked
package io.vedette.task.batch;

import org.jspecify.annotations.NullMarked;
