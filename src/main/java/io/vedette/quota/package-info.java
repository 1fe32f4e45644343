/**
 * How much a caller may do: rates, and a share of what one server has in flight.
 *
 * <p><b>Promise.</b> No caller takes what the others need, and none fails because it is counted.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A caller that is alone on one server gets exactly its rate: the quantity at once, and as
 *       much again within each window.
 *   <li>On several servers it may get more once: at most a sixteenth of the quantity, and what it
 *       sends within one round trip to Redis, on each server but one. That is owed: over any longer
 *       time it is the rate again.
 *   <li>While Redis is away or full every server counts for itself, by the same algorithm; nothing
 *       fails for it, and afterwards the common count goes on.
 *   <li>Who waits for as long as {@code Retry-After} says and is alone is served.
 *   <li>What is refused costs nothing: neither its content is read nor Redis asked.
 *   <li>A request that is not limited costs a look at the settings.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Each server decides by its own account, and tells Redis afterwards what was used: ten times
 *       a second, and at once when a sixteenth of a rate was used. Rejected: asking Redis for each
 *       request, which takes longer than an answer from a near copy as a whole; tokens leased from
 *       Redis, which idle servers would keep from busy ones.
 *   <li>The generic cell rate algorithm: one number for a rate, and no edge between two windows at
 *       which twice as much goes through. Rejected: a sliding log, which costs memory for each
 *       request.
 *   <li>Bytes are let in while there are any, and what is more is owed, for two windows at most:
 *       how many an answer has is known when it is made.
 *   <li>What could not be told to Redis is forgotten there, and counts on here. Rejected: telling
 *       it later, which would make callers pay for an outage.
 *   <li>A share of the requests in flight is refused with 429, not with 503: the caller can change
 *       it, and the server is well. Everybody on an open server is not one caller among many and
 *       has no share; rates count for all of them together.
 *   <li>A request is taken to wait when it says so ({@code Prefer: wait}), whether it comes to it
 *       or not: then no feature has to know of limits.
 * </ul>
 */
@NullMarked
package io.vedette.quota;

import org.jspecify.annotations.NullMarked;
