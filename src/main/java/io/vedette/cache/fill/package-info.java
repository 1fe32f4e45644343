/**
 * Filling what is missing: leases for callers, and loads from origins.
 *
 * <p><b>Promise.</b> Of all who miss a value one fills it; nothing stale is ever stored.
 *
 * <p><b>A read of a cache that an origin fills</b>, from top to bottom, as {@link
 * io.vedette.cache.fill.OriginRead} has it:
 *
 * <pre>
 *   join     nothing is stored, and a load is under way:  wait for it
 *   near     a copy in memory is fresh:                   answer
 *   Redis    what is stored is for this request (Reuse)
 *              FRESH                answer; maybe load early, behind the answer
 *              STALE                answer
 *              WHILE_REVALIDATING   answer; load behind it
 *              REFUSED, EXPIRED     load
 *            Redis is away:         load; the last copy in memory is what is stored
 *   load     only-if-cached:        not cached
 *            one on this pod (SingleFlight), and of all pods (FillLeases.State)
 *              GIVEN                ask the origin, store, tell all who wait
 *              TAKEN                wait, and ask for the lease again
 *              PRESENT, LOST        read what another pod has stored
 *              PASS                 ask the origin, whose answers are not for sharing
 *   loaded   what it brought (LoadResult)     who began it        who waited for it
 *              value for EVERYBODY            take                take, if it answers its fields
 *              value, OUTDATED meanwhile      take                look again
 *              value, PRIVATE                 take                load alone
 *              refusal for EVERYBODY          stored, if it serves for errors; else the failure
 *              refusal, PRIVATE               the failure         load alone
 *              changed by somebody else       look again          look again
 *   failed   stored, if it serves for errors; else the failure
 * </pre>
 *
 * A read looks at most four times; the last time it loads alone.
 *
 * <p>Guarantees and decisions stand with those of the whole cache, in {@code io.vedette.cache}.
 */
@NullMarked
package io.vedette.cache.fill;

import org.jspecify.annotations.NullMarked;
