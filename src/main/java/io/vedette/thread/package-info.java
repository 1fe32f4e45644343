/**
 * The threads on which requests go on.
 *
 * <p><b>Promise.</b> Whoever waits for something holds no thread, and is answered as itself.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A request that has waited for Redis, for an origin or for a time goes on with a thread that
 *       has never taken one.
 *   <li>What a timer, a client library or another request completes goes on there, too, before
 *       anything of ours depends on it; each of many who wait for the same by itself. {@link Hops}
 *       alone knows their stages.
 *   <li>Whoever waits for what somebody else does waits for its time and no longer, and not while
 *       the server stops: {@link Patience}.
 *   <li>There are few threads while no answer has to wait for one. A client that takes its answer
 *       slowly holds one, and one that sends its content slowly; while all are held there are twice
 *       as many after two looks, 512 at most.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Not the threads of the server. Open Liberty keeps the context of a request by thread
 *       ({@code SRTServletRequestThreadData}) and leaves it there when the request goes on
 *       elsewhere. Another one that was answered on this thread got that context; had its owner
 *       ended meanwhile, the answer was lost: 500, or 200 without content, of some hundred thousand
 *       one under load. A thread without any context makes the server ask the request itself.
 *   <li>Threads of the {@code ManagedThreadFactory}, which run in the context of the application.
 *       Rejected: {@code AsyncContext.start}, which clears the context, but after one more change
 *       of threads for each answer.
 *   <li>A bounded pool of our own that grows when its oldest task has not moved. Rejected: a pool
 *       that grows with its load, since threads wake each other; one that never grows, which as
 *       many slow clients would stop.
 * </ul>
 */
@NullMarked
package io.vedette.thread;

import org.jspecify.annotations.NullMarked;
