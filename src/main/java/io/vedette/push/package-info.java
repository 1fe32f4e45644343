/**
 * Requests to HTTP servers that the configuration names, with what callers gave us.
 *
 * <p><b>Promise.</b> What is pushed reaches the target that the operator named or nobody, signed so
 * that it knows by whom; and whatever a target does, it costs a bounded time and a bounded place.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Signatures are those of Standard Webhooks 1.0.0. While a secret changes there are two, and
 *       a target that knows either is content. No message has a secret in it.
 *   <li>A URL of which two readers could make different hosts is refused when the server starts.
 *   <li>A name is resolved once for a push. Every address of the answer must be allowed, or nothing
 *       is sent; and the connection is to one of these addresses. A second answer of the resolver
 *       counts for nothing.
 *   <li>What is not reachable from everywhere, by the registries of IANA, is refused unless its
 *       target may be private; link-local addresses, metadata of clouds, multicast and broadcast
 *       are always refused, and so are the ways to them within IPv6.
 *   <li>Certificates are checked by the name in the URL, which {@code Host} tells, too.
 *   <li>A push ends within its time-out, with an answer or with one of seven reasons, and its
 *       socket with it. No redirect is followed, nothing is sent again, no cookie or credential is
 *       kept, nothing is decoded, and no proxy of the environment is asked.
 *   <li>A target has no more connections than configured, and none of another target. Names are
 *       resolved, and answers go on, on the service's own threads; two more read and write.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The connections of Apache's HttpClient over the threads of its core, in HTTP/1.1: they are
 *       told an address beside a name. Rejected: Java's own client, which resolves the name itself,
 *       and with an address in the URL neither tells TLS the name nor checks it; the whole of
 *       Apache's client, which has threads of its own for each set of trusted certificates, and
 *       redirects, cookies and retries to be turned off.
 *   <li>Two classes of the core are its own affair, which may change with its version: nowhere else
 *       can a head be refused that is cut off.
 *   <li>A pool for each target. One for all would give a connection whose certificate one target
 *       trusts to another that does not.
 *   <li>A connection is kept for two seconds: pushes that follow each other share it, and few meet
 *       the end that a server puts to it, which would count as a failure.
 *   <li>An answer is refused as a whole when one address of it is: who mixes a private address into
 *       others has a reason.
 *   <li>NAT64 by its well-known prefix is judged by the address in it, or hosts without IPv4 could
 *       push to nobody. 6to4, Teredo and local prefixes are refused, as nobody serves there.
 *   <li>A secret has 24 to 64 bytes, as the specification says, though libraries take others.
 * </ul>
 */
@NullMarked
package io.vedette.push;

import org.jspecify.annotations.NullMarked;
