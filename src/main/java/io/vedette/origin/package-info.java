/**
 * Where values come from that caches do not have: HTTP servers that the configuration names.
 *
 * <p><b>Promise.</b> Whatever an origin does, it costs a bounded time and a bounded place, and its
 * answer is used as far as RFC 9111 allows a shared cache, and no further.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>No host is asked that the configuration does not name; a redirect to another is not
 *       followed.
 *   <li>A fetch ends within the time-out of its origin, its body and redirects included, and holds
 *       no thread meanwhile. Its body is counted before it is kept.
 *   <li>No more fetches than configured are under way at one origin. One that fails half the time
 *       is left alone for a second, then for longer, and asked again with one request. An answer
 *       that breaks off is a failure; one that is whole and of no use is none.
 *   <li>An answer of which it is not clear where it ends is refused, and its connection closed.
 *   <li>A 304 counts only when it is about what is stored; else the value is asked for.
 *   <li>Certificates and host names are checked.
 *   <li>To an origin behind TLS of which no connection is known, one request opens a connection;
 *       who comes meanwhile waits, and no longer than its own time-out. Then eight at a time go, so
 *       that handshakes do not use up each other's time to connect.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Java's own client: HTTP/2, non-blocking, nothing to ship. Over plain text it speaks
 *       HTTP/1.1, because servers exist that fail on the offer to upgrade.
 *   <li>Java's client opens a connection for each request until it knows that HTTP/2 is spoken, and
 *       tells of none. That one is there shows when the client asks how long the content of a
 *       request is, which it does as it writes it. Rejected: to wait for the first answer, which
 *       would make a slow origin twice as slow; an {@code SSLEngine} around another, which does not
 *       know its request. If a client asks too early, all go at once as before; if never, the
 *       header of the answer counts.
 *   <li>Not bounded: connections that many open at once while others are known, over HTTP/1.1 or
 *       beyond the streams of one of HTTP/2. Who opens one for others sends {@code Content-Length:
 *       0} over HTTP/1.1, which not every request should.
 *   <li>Of what the caller sent only the fields that the configuration names are forwarded. What is
 *       not forwarded cannot change the answer, so {@code Vary} may name it freely.
 *   <li>The end of an answer is judged before Java's client reads it: that takes the first length
 *       of several, prefers it to chunks, and waits for the end of codings that it does not know.
 *       How chunks are made is left to it.
 *   <li>A tag or a date that could not come back as a condition is dropped. Rejected: taking back
 *       whatever an origin sent, which would make the syntax of conditions its choice.
 *   <li>All of 5xx and 429 are failures for {@code stale-if-error}, more than RFC 5861 names: who
 *       is asked to come later is better served with what is stale. Only 5xx count for being left
 *       alone.
 *   <li>An answer with {@code Set-Cookie} is neither stored nor does anybody get its cookies,
 *       unless the configuration says that those of this origin are for everybody. The RFC would
 *       allow it; a cookie in the wrong hands is worse than a slow answer. Rejected: storing it
 *       without them, since its content is likely for one caller, too.
 * </ul>
 */
@NullMarked
package io.vedette.origin;

import org.jspecify.annotations.NullMarked;
