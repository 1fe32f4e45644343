/**
 * Queues: what they allow, how full they are, and what time demands of them.
 *
 * <p><b>Promise.</b> What is due happens, whichever server is there to see to it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Nobody leads: every server ticks every queue, and a tick that is done twice does nothing.
 *   <li>A tick changes at most 200 tasks of each kind, and is followed by another at once while
 *       there is more: Redis is not held up by how much there is.
 *   <li>A lease is taken back only while its holder could have renewed it. After a gap in which
 *       nobody ticked, the queue has patience for as long as the gap and five seconds.
 *   <li>What an index lacks of a task is put back from the task itself, and what an index says of
 *       none is forgotten: fifty tasks in a second.
 *   <li>Limits are exact over all servers: they are decided in the script that grants.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Sorted sets and a hash for each task, with nothing structural that expires. Rejected:
 *       streams, which cannot be reordered by priority and from whose middle nothing is taken;
 *       lists, from which taking one is a walk.
 *   <li>Slots are members of sorted sets. Rejected: counters, which leak with whoever dies.
 *   <li>Keys take turns by start-time fair queueing, with the turn of each key remembered until the
 *       queue has passed it. Rejected: priorities between keys, which starve.
 *   <li>A rate lets as much through at once as in its window. Rejected: spacing by the clock, which
 *       gives a pull of ten tasks one.
 * </ul>
 */
@NullMarked
package io.vedette.task.queue;

import org.jspecify.annotations.NullMarked;
