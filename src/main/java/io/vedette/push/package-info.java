/**
 * Requests to HTTP servers that the configuration names, with what callers gave us.
 *
 * <p><b>Promise.</b> What is pushed reaches the target that the operator named or nobody, signed so
 * that it knows by whom.
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
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
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
