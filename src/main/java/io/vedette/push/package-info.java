/**
 * Requests to HTTP servers that the configuration names, with what callers gave us.
 *
 * <p><b>Promise.</b> What is pushed reaches the target that the operator named or nobody, signed so
 * that it knows by whom.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Signatures are those of Standard Webhooks 1.0.0. While a secret changes there are two, and
 *       a target that knows either is content. No message has a secret in it.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A secret has 24 to 64 bytes, as the specification says, though libraries take others.
 * </ul>
 */
@NullMarked
package io.vedette.push;

import org.jspecify.annotations.NullMarked;
