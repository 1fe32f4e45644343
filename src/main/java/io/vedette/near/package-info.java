/**
 * Copies in the memory of this server of what stands in Redis.
 *
 * <p><b>Promise.</b> No copy that answers as current is older than its limit, whatever is lost.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>The age of a copy counts from before it was read, by a clock that only goes forward: no
 *       message, no clock of Redis and no fail-over makes it seem younger.
 *   <li>A change that is heard of before a copy is kept prevents it, and after that drops it.
 *   <li>When changes may have been missed, no copy from before that answers as current.
 *   <li>All copies together take no more bytes than they may.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Messages of changes are our own, told by the scripts that change entries, and only while
 *       somebody may have a copy. Rejected: client tracking of Redis, whose table is lost in a
 *       fail-over and which the client offers only for objects of its own; polling, which is later
 *       than a message by half its interval.
 *   <li>Changes are counted by stripes of keys. Rejected: a list of keys that are being read, which
 *       every read would write to.
 * </ul>
 */
@NullMarked
package io.vedette.near;

import org.jspecify.annotations.NullMarked;
