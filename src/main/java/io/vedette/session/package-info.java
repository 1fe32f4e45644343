/**
 * Sessions of users of any application, in any language.
 *
 * <p><b>Promise.</b> A session lives as long as its limits say and not a moment longer than
 * somebody wants it to, whichever server or Redis master is lost.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Whoever has not the id has nothing: it is 256 random bits, told once to whom it is granted,
 *       and only its SHA-256 is in Redis. It is in no URL, log, metric or list.
 *   <li>Each change is one script, which replicas have as a whole or not at all.
 *   <li>Dead stays dead: no write, retry or other server brings a session back, and what is
 *       acknowledged of logging out and revoking is on a replica by default.
 *   <li>A session never ends before its idle limit, and at most a slice of it later; never after
 *       its absolute limit. Reading writes the time of access once in a slice. A fail-over may take
 *       back the last second, and an access in it with that.
 *   <li>Unknown, expired and revoked are one answer.
 *   <li>Of concurrent changes of different attributes none is lost; of conditional changes under
 *       one tag one wins.
 *   <li>A subject has at most its limit of sessions. Its index heals itself by those who read it.
 *   <li>While Redis is away nothing is changed, and nothing is vouched for unless that is
 *       configured.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The session is a hash under its handle, ids are strings beside it: rotation is one string
 *       more and copies nothing, and the handle can be shown. Rejected: the session under its id.
 *   <li>Servers remember which handle an id had, and read a session they have met by its fields.
 *       What they remember is compared with what they read, and decides nothing: at the least doubt
 *       a script looks. Rejected: copies of sessions that answer while Redis is there.
 *   <li>Each attribute has a tag of its own: who changes the cart under a condition is not refused
 *       for a change of the language.
 *   <li>A merge patch is done in Redis, on texts. Rejected: reading, merging and writing under a
 *       condition, which under contention is repeated; Redis' own JSON decoder, which rounds
 *       numbers and cannot tell {@code []} from an object.
 *   <li>An index is healed by who lists and who creates, and is gone by itself. Rejected: keyspace
 *       notifications, which are lost; a sweep of all sessions.
 *   <li>All sessions of a subject are revoked by its generation, in one step that needs no index.
 *   <li>A replaced id cannot be replaced again: else an id that was stolen and replaced could be
 *       made to live on within the grace. Who repeats a rotation sends an idempotency key.
 *   <li>Who binds a session to a subject logs in: the id before ends at once, without grace.
 *   <li>An answer with an id is not kept for its idempotency key: the repetition gives another id.
 *       Rejected: keeping it enciphered, as no secret is shared by all servers and unknown to
 *       Redis.
 *   <li>Writes of attributes do not wait for replicas unless asked: they are as many as reads.
 *   <li>The time left is a field of the answer and not a member of the document, which else could
 *       have no strong tag.
 * </ul>
 */
@NullMarked
package io.vedette.session;

import org.jspecify.annotations.NullMarked;
