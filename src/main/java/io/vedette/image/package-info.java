/**
 * How the container image starts; no part of the application.
 *
 * <p><b>Promise.</b> A new container is ready as soon as one that ran before, on a root that it
 * cannot write to.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Starting needs no shell, and only {@code /output} and {@code /tmp} are written to.
 *   <li>A container that is killed while it starts finds nothing half-copied when it starts again.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>What the server works out at its first start (resolved bundles, scanned classes) is kept in
 *       the image and copied to the writable volume: a volume of Kubernetes begins empty. Rejected:
 *       an init container, which costs more time than it saves.
 *   <li>The archive of classes is made by training the very JVM that will use it, in the build of
 *       the image. Rejected: making it at run time, which slows the first start and needs room.
 *       With Java 25 it is an AOT cache: up to a sixth less of CPU until ready than with its
 *       archive of classes. Rejected: training with a Redis, so that the classes of its client and
 *       the profile of reads are kept, too; Temurin 25.0.3 crashed each time while it wrote the
 *       cache.
 * </ul>
 */
@NullMarked
package io.vedette.image;

import org.jspecify.annotations.NullMarked;
