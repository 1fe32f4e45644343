/**
 * A real Redis Sentinel set and real servers on this machine, as processes.
 *
 * <p><b>Promise.</b> What is started here is gone afterwards: no process, no port and no folder
 * stays, however the run ends.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Every wait is bounded; when it fails, the message ends with the log of the process.
 *   <li>All addresses are on the loopback interface, on ports that were free.
 *   <li>Passwords are random, new for every set, in files of mode 600, and never on a command line.
 *   <li>A run that was killed is cleaned up by the next one; a run that lives is left alone.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Processes, not containers: a JDK is all that a newcomer needs. Rejected: Testcontainers,
 *       which needs a container engine, and for which pausing and killing go through a third party.
 *   <li>The owner of a folder holds a file lock in it. The kernel drops it with the process, so
 *       there is no stale owner and no process number that was used again. Rejected: a file with
 *       the owner's number. The processes that an owner leaves behind cannot hold our lock, so they
 *       are known by number, start and program.
 *   <li>Ports lie below the range from which the system takes ports for outgoing connections. A
 *       node that is down must find its port free when it comes back, and a client that dials a
 *       dead port out of that range can end up connected to itself.
 *   <li>Nodes first, sentinels when the replicas are in step; and each sentinel finds in its file
 *       what the others would tell it within seconds, as if it had been there before.
 *   <li>One start of the build prepares those after it, as in the image: its work area, keys and
 *       archive of classes are copied into each server's own folder. Rejected: servers that share a
 *       work area, which is not made for it.
 *   <li>Linux and macOS. Rejected: Windows, for which there is no Redis of the required version.
 * </ul>
 */
@NullMarked
package it.vedette.local;

import org.jspecify.annotations.NullMarked;
