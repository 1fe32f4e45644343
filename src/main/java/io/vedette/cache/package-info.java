/**
 * Entries with a lifetime.
 *
 * <p><b>Promise.</b> What was stored is given back byte by byte until it expires, and a conditional
 * write never overwrites what its writer has not seen.
 *
 * <p>Rooms inside, and what each may use (arrows go down only; {@code RoomsTest} holds them):
 *
 * <pre>
 *   cache            the calls (resources) and the wiring → all below
 *   fill             leases, single flight, origins       → stats, entry, policy
 *   bulk             batches, invalidations, counters     → entry, policy
 *   stats            metrics, sums over pods              → entry, policy
 *   entry            keys, stored form, copies, answers   → policy
 *   policy           what holds for a cache
 * </pre>
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Value, media type, expiry and tag change together, in one script.
 *   <li>A tag stands for one value for ever: it is random for each write.
 *   <li>Conditions are decided in the script that writes: of any number of concurrent writers on
 *       one tag exactly one wins.
 *   <li>An entry expires by the clock of Redis, also when nobody reads it.
 *   <li>A list is in the order of keys; an entry that lives as long as the listing is on it once.
 *   <li>An invalidation hits all that was stored before it, in proportion to what it hits, and
 *       holds Redis for a few milliseconds at a time.
 *   <li>What is softly invalidated is absent for everybody who does not ask for stale entries: also
 *       for the conditions of writers.
 *   <li>Of all who ask for the lease to fill an entry one has it, and it stores nothing once the
 *       entry was written or invalidated: by any pod, by key, group, prefix or all. Then nobody
 *       waits for its holder any more.
 *   <li>A step of a counter is counted once; concurrent ones never take it out of its bounds.
 *   <li>A write waits for replicas when its request or the policy says so, and is acknowledged when
 *       one has it. What an origin said is stored without waiting: it can be asked again.
 *   <li>No number of concurrent writers takes a cache beyond the entries of its policy; of bytes it
 *       is exact for what 500 entries hold, and an estimate beyond.
 *   <li>A copy in the memory of a pod never answers as current beyond the policy's limit; what one
 *       pod writes or invalidates it sees at once.
 *   <li>A policy is decided from memory, without asking Redis; what one pod sets holds on it at
 *       once and on the others within a second. While Redis is away the last known policies hold;
 *       one that was never read is not guessed, and a pod not ready before it has read them.
 *   <li>Of all who miss a value that an origin has, on all pods, one asks for it; what came in
 *       between, a write or an invalidation, is never undone by what it brings. A pod that dies
 *       while it asks is replaced within the lease, {@link io.vedette.cache.fill.Load#LEASE}.
 *   <li>What is for one caller alone is never given to another, nor stored; what was stored and its
 *       origin confirms as such is forgotten. What varies with the request is given only to
 *       requests that are alike in that, by every call that gives values.
 *   <li>Two keys are the same if, and only if, their bytes are, however a path spells them; what no
 *       path carries is refused.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Resources answer with a stage and hold no thread while Redis works: a read took 127 µs of
 *       the server's processor time, waiting for the same 158 µs. Rejected: waiting, which also
 *       lets the first callers of a fail-over take all threads.
 *   <li>A read is begun by a filter before its resource method, so that a copy answers at once: 38
 *       µs instead of 48. Rejected: a servlet beside JAX-RS, a second way for one call.
 *   <li>A sorted set indexes the keys of a cache. Rejected: {@code SCAN}, whose cost is that of the
 *       whole database and whose order is none. Its price is one more command for a new entry.
 *   <li>A sorted set for each group likewise. Rejected: a generation of the group that readers
 *       compare, which costs every read and never frees what nobody reads.
 *   <li>The tag is 128 random bits. Rejected: a counter, which restarts after a fail-over that
 *       loses writes; a digest, which would stand for a value that was deleted and stored again.
 *   <li>Whether the invalidation of a group means an entry that is not there yet shows when it
 *       comes. So the lease to fill it is passed on, but once. Rejected: waiting for its holder,
 *       who may be in vain; passing it on each time, so that under constant invalidations nobody
 *       fills.
 *   <li>Who waits for another's entry asks again after 10 to 250 ms, for as long as it said,
 *       however slow Redis is, and not while the server stops. Rejected: messages, which a
 *       fail-over loses, so that asking would be needed all the same.
 *   <li>An answer of an origin is an entry: it is listed, invalidated and expires like any other.
 *       Other answers for the same key (RFC 9111, section 4.1) stand under keys of their own, which
 *       no client can name, and are of a generation of the first: an invalidation hits all.
 *       Rejected: one hash with all of them, which a reader of one would have to fetch; finding
 *       them when the first goes, for there may be very many, and it may just expire.
 *   <li>Fields that answers vary with are compared as they were sent, but for {@code
 *       Accept-Language}, whose definition says which values mean the same. Rejected: leaving out
 *       spaces after the commas of any field, which may be no list; taking an answer whose language
 *       would do, which section 4.1 forbids.
 *   <li>Values of types that browsers render or run are sent for saving. The list names what is
 *       harmless, for new types come up; the policy of all answers (see {@code edge}) would be
 *       enough to run nothing, but not to keep a false page of this service off the screen.
 *       Rejected: another type, or none; a value comes back as it was stored.
 *   <li>What an origin tells browsers about itself is dropped with the answer that is stored: said
 *       by this service it would open, or empty, all caches. Its policy only forbids, and goes on
 *       beside ours: programs may hand the value on to browsers of their own. Some of it an
 *       operator may let pass, by name and for one origin: what clears a site, cookies that are the
 *       same for everybody, and its policy without ours, but for types that browsers run. Whether a
 *       reader gets them is decided when it reads: trust that was taken back is.
 *   <li>A 304 is merged with what is stored, and the result judged as if it had come so: freshness,
 *       variants, groups and whether it may be shared have one rule each.
 *   <li>What is stale and may still be of use stays in Redis beyond its time; its reader decides.
 *       Nobody else sees it.
 *   <li>Callers of one load wait on their pod for one future, pods wait for each other by asking
 *       for the lease again. Rejected: handing the value over by messages, which a fail-over loses.
 *   <li>While Redis is away the origin answers, without a lease: one request for each pod instead
 *       of one for all.
 *   <li>Operations of a batch that is not atomic are calls of their own, a few hundred of all
 *       batches at a time. Rejected: all at once; a dozen large batches took all calls that may be
 *       in flight from other requests, or waited for Redis beyond its deadline. Only reads that
 *       nothing stands before are looked at together, a hundred in one call: its deadline, fate and
 *       threads cost as much as those of one.
 *   <li>In a batch each operation tells whether replicas have it, as it tells everything else.
 *       Rejected: one failure for all, which hides what became of the others.
 *   <li>A caller that asks for less durability than the policy gets less: the policy is a default.
 *   <li>The bytes of a cache are added up from its entries, once a second at most. Rejected: a sum
 *       that every change keeps, because what expires changes nothing that would tell it.
 *   <li>A counter keeps the time to live of its first step. Rejected: sliding, which never ends for
 *       whoever counts often; it would be no window.
 *   <li>Pods read all policies when the random tag of their last change is another one. Rejected: a
 *       counter, which lies after a fail-over that loses writes; messages, which get lost.
 *   <li>A policy is stored with all its members: what its tag has shown does not change with the
 *       settings of a pod. Rejected: keeping only what was given.
 *   <li>Caches without a policy are listed by a bounded {@code SCAN} for each page. Rejected: a set
 *       of names, which every write would have to keep right in another slot.
 *   <li>An entry is a hash, so that its head can be read without its value, and a large value
 *       stands in another field than a small one: who reads all fields of the usual entry gets no
 *       more than 16 KiB, and makes room before it asks for more. All else that is known of it is
 *       one field: Redis reads two for a third of what it pays for thirteen. Rejected: one packed
 *       string; asking for the size first.
 *   <li>The usual write is done at the head of its script, before the functions of all others are
 *       made: at Redis that is half of it. Rejected: a script of its own, whose caller would have
 *       to send another when the entry turns out to be unusual.
 *   <li>Entries that a read does not change are judged here: conditions, staleness, the time that
 *       is left. Those with an idle limit, and those that vary with the request, are read by a
 *       script.
 * </ul>
 */
@NullMarked
package io.vedette.cache;

import org.jspecify.annotations.NullMarked;
