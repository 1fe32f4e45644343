/**
 * The pods of {@code k8s/base/redis} as containers on hosts of their own, without a cluster.
 *
 * <p><b>Promise.</b> What runs here is what Kubernetes would run: command, files, users, limits and
 * probes are read from the rendered manifests. Only the image is another one: the same
 * distribution, with its own Redis.
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A host is a network namespace on a bridge. A pod that comes back gets a new address, and
 *       its name leads there, as in a cluster.
 *   <li>What the kubelet does is done here too: it restarts what has ended, and asks the probes.
 *   <li>It needs root, podman, runc, dnsmasq and iptables, and the image that {@code
 *       .ci/base-image} makes: see {@code .ci/cluster}.
 * </ul>
 */
@NullMarked
package it.vedette.cluster;

import org.jspecify.annotations.NullMarked;
