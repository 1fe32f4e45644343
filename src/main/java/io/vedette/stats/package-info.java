/**
 * What is counted by the names of callers, summed over all pods.
 *
 * <p><b>Promise.</b> Counting costs next to nothing, and no failure of it fails a call.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>What is handed in is counted once, however often it had to be sent.
 *   <li>Names that nothing stands for leave nothing in Redis.
 *   <li>Whatever the number of names, few calls to Redis are made at the same time.
 * </ol>
 *
 * <p><b>Decision.</b> What a pod has not handed in when it dies, and what a fail-over loses, is
 * missing. Rejected: counting in Redis with each call, which would cost it more than the call.
 */
@NullMarked
package io.vedette.stats;

import org.jspecify.annotations.NullMarked;
