/**
 * What is under way in this server, what it may still take, and how it stops.
 *
 * <p><b>Promise.</b> No client notices a server leaving, and no load makes it die.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>On SIGTERM the server is not ready at once and answers for the whole drain time as before,
 *       so that whoever sends it requests can learn of it.
 *   <li>After that it waits for the requests in flight, at most 30 seconds, and ends with exit code
 *       0; with 1 if it had to cut one off.
 *   <li>A second SIGTERM, and any SIGINT, ends it without draining.
 *   <li>Requests and the bytes that they hold are bounded; what would be over a bound is refused
 *       before it costs anything.
 *   <li>Content that comes slowly takes a part of the threads, never all.
 *   <li>Of what belongs to somebody, one owner has at most its share of the requests, half of the
 *       bytes and of those threads, and so many waits; more is refused as its own excess, not as an
 *       overload.
 *   <li>A value is counted until the last byte of the last answer with it is written, whoever made
 *       it; once, however many are given it.
 *   <li>What a request took is given back exactly once, however the request ends.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A room of its own below {@code http}: the web edge, features and probes all look at this
 *       state, and none of them is its owner.
 *   <li>We handle SIGTERM. Rejected: shutdown hooks, which run beside the server's own, and that
 *       one stops listening at once; a pause before SIGTERM by the orchestrator alone, during which
 *       the server is still ready and keeps its connections alive.
 *   <li>The bound on bytes is a part of the heap. Rejected: a setting, which would be wrong as soon
 *       as the heap changes.
 *   <li>Requests that wait for Redis are not told of the drain: they end within its deadline of two
 *       seconds. Who waits for another caller, or another server, looks at it.
 *   <li>When two threads of the server wait for content, others wait on those that answer, of which
 *       there are more as soon as they are held; only what goes through JAX-RS always waits on
 *       threads of the server, which adds some each 1.5 s, on a busy machine none for minutes.
 *       Rejected: many of these from the start, which wake each other: with 24 of them a read took
 *       105 µs of processor time instead of 70.
 *   <li>Over a bound a request is refused. Rejected: a queue of our own; the server's threads have
 *       one, and the requests in it count as soon as they are looked at.
 * </ul>
 */
@NullMarked
package io.vedette.traffic;

import org.jspecify.annotations.NullMarked;
