/**
 * Being connected to the master that Sentinel names.
 *
 * <p><b>Promise.</b> Every call to Redis ends within its deadline and says truthfully what became
 * of it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>The server starts without Redis and connects by itself when Redis appears.
 *   <li>A call that fails as not applied was never executed; anything less certain is unknown.
 *   <li>A script that changes state is harmless when it runs twice with one operation id.
 *   <li>The calls in flight are bounded; one more is refused before it costs memory.
 *   <li>A lack of memory is found before a script has changed anything; what only reads or deletes
 *       is not refused for it.
 *   <li>While the master is known to be away, calls are refused at once; the first answered
 *       heartbeat lets them through again.
 *   <li>A write that waits for replicas is acknowledged only for the very master that wrote it, and
 *       holds up no other call, however long the replicas are silent.
 *   <li>Readiness is read from memory; one lost heartbeat, or an ordinary fail-over, leaves it up.
 *   <li>Messages of topics may be lost; when that can be noticed, it is told.
 *   <li>Each room has its own keys and scripts, and every key begins with the prefix of the
 *       installation. No password is ever part of a message.
 *   <li>A new connection uses the passwords and certificates that the files have when it is made;
 *       while a file is away, those that it had.
 *   <li>The rights of the user at Redis and at the sentinels are those that are used, and no more.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Attempts are repeated by {@code Call}, with Redisson's own attempts set to none. Rejected:
 *       Redisson's, because its last exception does not tell whether an earlier attempt was sent,
 *       so that "not applied" would sometimes be untrue.
 *   <li>Features run scripts, not Redisson objects: one round trip, one atomic step, one place that
 *       knows the client. Rejected: buckets and maps, whose value and expiry take two commands.
 *   <li>Ordinary entries are read by a plain command. Redis pays 8 µs for such a read, and paid 25
 *       for a script.
 *   <li>What comes while another batch of calls is under way makes the next one ({@code
 *       SharedCalls}): a write costs Redis and us a sixth less than on its own. Rejected: a wait
 *       for company, which a quiet server would only lose by; one batch at a time, which a lost
 *       connection would hold up for all.
 *   <li>The clock of Redis is told by each heartbeat, and goes on by ours until the next. Rejected:
 *       asking for it with each read.
 *   <li>A large value does not pass through a script, which copies it several times while Redis
 *       does nothing else: 100 KiB took 140 µs, and take 40. It is put under a key of its own
 *       before, in a transaction with its expiry, and the script gives that key another name.
 *       Rejected: the script in the same transaction, which would hide why it was refused, and
 *       could not go in groups.
 *   <li>At most nine connections, which Redisson lets commands share. Rejected: a pool where every
 *       command owns a connection for its round trip; on two cores it halved the throughput.
 *   <li>Writes that wait for replicas go in groups, each with one wait behind it on its own
 *       connection, and few groups at the same time. Rejected: a wait for each write, which on four
 *       connections would let four writes through in each half second without replicas; a wait on
 *       another connection, which another master may answer after a fail-over.
 *   <li>A wait is preceded by a small write: from Redis 7.2 on it is for the last write of its own
 *       connection, and a repeated script writes nothing.
 *   <li>Whether we may wait is told by heartbeats, and decided before a write is sent. Rejected:
 *       asking on each new connection; rights change on those that are there.
 *   <li>Connecting in the background is ours. Rejected: lazy initialisation, which connects inside
 *       the first caller's request.
 *   <li>A hook sees each new connection before Redisson logs in on it, and chooses the login by
 *       placeholders that stand for passwords. Rejected: Redisson's resolver of credentials alone,
 *       which is not told whether a node is a sentinel; a new client for a new password, which has
 *       twice the connections for a while and loses messages.
 *   <li>Connections that are there are not logged in anew: Redis keeps them when a password goes.
 *   <li>Why TLS fails is told by that hook: Redisson's exceptions of an attempt to connect have
 *       lost it. Rejected: ending the server, since a renewed certificate repairs it from outside.
 *   <li>Redis checks its memory at the first write of a script alone: scripts that store begin with
 *       one that is checked, those that delete with one that is not. Rejected: the flags of Redis
 *       7, which 6.2 takes for an error.
 *   <li>The heartbeat is a script: it travels the very way that calls travel, and so proves it; but
 *       not in their batches, which it would wait for. Rejected: {@code PING} on a connection of
 *       its own.
 * </ul>
 */
@NullMarked
package io.vedette.redis;

import org.jspecify.annotations.NullMarked;
