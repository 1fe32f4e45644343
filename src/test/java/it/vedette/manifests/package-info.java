/**
 * Checks of the Kubernetes manifests without a cluster.
 *
 * <p><b>Promise.</b> Every overlay and combination on disk is rendered by {@code kubectl
 * kustomize}; each object is read field by field against the types of the API, its references are
 * followed, and the known mistakes of such sets are looked for one by one. Without {@code kubectl}
 * the tests are skipped with a line that says so, and fail when {@code CI} is {@code true}.
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The client's own types instead of a schema validator: a library on Maven Central, no binary
 *       to install. They do not know which fields are required; the named checks do.
 * </ul>
 */
@NullMarked
package it.vedette.manifests;

import org.jspecify.annotations.NullMarked;
