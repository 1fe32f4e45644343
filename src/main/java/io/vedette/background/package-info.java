/**
 * Work of the service itself that goes on behind requests, as features ask for it and do it.
 *
 * <p><b>Promise.</b> What was acknowledged is done, also when the server that took it stops.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Each piece of work is a task that can be looked at, with its progress.
 *   <li>It is done at least once, by any server that knows its type.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Features do not see each other: who has work offers it here, and who keeps tasks does it.
 * </ul>
 */
@NullMarked
package io.vedette.background;

import org.jspecify.annotations.NullMarked;
