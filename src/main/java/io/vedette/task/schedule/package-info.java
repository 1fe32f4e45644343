/**
 * Schedules: clocks that submit tasks.
 *
 * <p><b>Promise.</b> Each instant of a schedule fires once over all servers, however many there are
 * and whatever their clocks say.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Whether an instant is due is decided by the clock of Redis. One script compares what is due
 *       with what was read, moves on and submits: of two servers one does, and a schedule that was
 *       changed, paused or deleted meanwhile does not fire.
 *   <li>A schedule goes on whatever becomes of its tasks.
 *   <li>Of instants that were missed none is made up, or the last one; never all.
 *   <li>An instant that was fired on a master whose replicas have not heard of it is fired again
 *       after its loss, if it is still in time: as a task with the same id, as the first is gone.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A schedule is in the queue of its task, so that firing is one step. A directory tells the
 *       queue of a name.
 *   <li>Scripts know instants, and no calendars: {@code cron} does, here.
 * </ul>
 */
@NullMarked
package io.vedette.task.schedule;

import org.jspecify.annotations.NullMarked;
