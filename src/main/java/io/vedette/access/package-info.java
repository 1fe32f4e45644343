/**
 * Who calls, and whether it may.
 *
 * <p><b>Promise.</b> Nobody reads, writes or learns of what was not granted to it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A server that knows no credential does not start, unless it is told to be open.
 *   <li>Every call is decided on in one filter, before its content is read and before Redis or a
 *       copy is asked; a resource method that declares no scope answers nobody.
 *   <li>A bad credential is 401 whatever else the request carries; none falls back to another.
 *   <li>What is wrong with a credential is not told: unknown, expired and revoked are the same.
 *   <li>The file of credentials is read every second, and counts as soon as it has said the same
 *       twice in a row: one that is just being written changes nothing. A broken one changes
 *       nothing and is logged once; one that names nobody counts and is warned of.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Scopes are checked against what a method declares ({@link io.vedette.access.Requires}).
 *       Rejected: {@code @RolesAllowed}, which knows no names; a table of paths, which a new call
 *       is missing from.
 *   <li>A JSON Web Token is checked by the server (MicroProfile JWT), which then knows a principal.
 *       Rejected: a security constraint, which would refuse API tokens before we see them.
 *   <li>The server loads MicroProfile JWT only when told to ({@code jwt=on}): it makes each start
 *       longer, also of those who need none.
 *   <li>The file is compared by content every second. Rejected: watching it, since mounted secrets
 *       change by a swap of links, which watchers miss; passing over one without credentials, which
 *       is how all of them are revoked.
 * </ul>
 */
@NullMarked
package io.vedette.access;

import org.jspecify.annotations.NullMarked;
