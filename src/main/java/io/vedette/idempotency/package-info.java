/**
 * Requests that are done once, however often they are sent.
 *
 * <p>It stands above {@code http} and {@code redis}, which do not see each other, because a key
 * comes with a request and its claim is in Redis; and below the features, because each of them has
 * methods that need it and none is the place for it.
 *
 * <p><b>Promise.</b> A request with an {@code Idempotency-Key} is applied at most once, and whoever
 * repeats it learns how the first one ended.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A key is claimed before the work, in one script: of any number of concurrent requests one
 *       does it, the others are told that it is running or how it ended.
 *   <li>A claim is kept for 24 hours from the first request. The same key with another request is
 *       refused.
 *   <li>An answer is kept with its status, its fields and its content. What was not applied is not
 *       kept: the key is free again, unless an attempt before it may have written.
 *   <li>An answer with a secret is never kept: who repeats its request gets another secret for the
 *       same thing, made under the same operation ids.
 *   <li>When the outcome is unknown, or the pod dies in the middle, the next request with the key
 *       goes on under the same operation ids, which follow from the claim: scripts find what they
 *       have done already.
 *   <li>Nothing is done while Redis is away, as nothing can be claimed.
 *   <li>A key is not readable in Redis: only its digest is.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>An attempt holds its claim for 15 seconds, longer than any work that is not harmless when
 *       it runs twice. Rejected: renewing it, which only matters to invalidations.
 *   <li>The results of operations are kept for as long as the claim is, and let go when it is done.
 *       Rejected: a shorter time, after which a late repetition would be applied again.
 *   <li>An answer above 4 MiB is not kept: who repeats the request is told that it was done.
 *       Rejected: doing it again, or keeping what fills the memory of Redis.
 *   <li>Each resource method says where its work begins; {@code ArchitectureTest} finds a POST that
 *       does not. Rejected: a filter around all of them, which would have to hold back answers that
 *       are written asynchronously, and could not tell the work its operation ids.
 *   <li>A claim does not wait for replicas. The work comes after it on the same master, so a write
 *       that waits for replicas waits for its claim too.
 *   <li>A key without quotes is taken. Rejected: refusing it for its form, as most clients send a
 *       bare UUID.
 * </ul>
 */
@NullMarked
package io.vedette.idempotency;

import org.jspecify.annotations.NullMarked;
