/**
 * The rules of the web edge that all features share.
 *
 * <p><b>Promise.</b> Whatever a client sends, it gets an answer that a program can act on.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Every failure is a problem document, also those of JAX-RS and of the container.
 *   <li>Every answer carries {@code X-Request-Id} and continues {@code traceparent}.
 *   <li>What is not understood is refused by name: parameters, members, conditions.
 *   <li>A body is bounded before and while it is read.
 *   <li>Nothing of our inside is told: no stack trace, class name or address.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Requests are read from the servlet request, not from JAX-RS parameters: keys and queries
 *       must be seen as the client sent them, and JAX-RS decodes, normalises and ignores. Rejected:
 *       {@code @QueryParam} with a filter that compares names.
 *   <li>One mapper for everything thrown. Rejected: one per exception; each would only choose the
 *       entry of the catalogue, which the failure already knows.
 *   <li>The request id comes from a servlet filter: JAX-RS filters do not see what the container
 *       answers.
 * </ul>
 */
@NullMarked
package io.vedette.http;

import org.jspecify.annotations.NullMarked;
