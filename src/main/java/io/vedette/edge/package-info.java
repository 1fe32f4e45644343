/**
 * The web edge: what happens to every request and answer before and after the features, which do
 * not know it.
 *
 * <p><b>Promise.</b> Whatever a client sends, it gets an answer that a program can act on.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Every failure is a problem document, also those of JAX-RS and of the container; only what
 *       it does not take for a path at all, it answers before any code of ours.
 *   <li>Every answer of ours carries {@code X-Request-Id} and continues {@code traceparent}.
 *   <li>What is understood and would be passed over is refused by name: fields of other calls, and
 *       content that none reads.
 *   <li>No answer is a page of this service: a browser runs nothing in it, whoever stored it.
 *   <li>Pages of other origins read an answer only if they are configured; nobody is, by default.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The path of a request is decoded and made canonical by the container, for its own choice
 *       among servlets; ours is the one that was sent. It answers 400 with a page of its own to
 *       control characters, broken escapes, and {@code ;} at the beginning of a segment but the
 *       last. Rejected: an extension of the server that looks at each path before it does.
 *   <li>The calls that are made most go past JAX-RS ({@link DirectCalls}): its asynchronous way
 *       takes longer than all that a read does, and a sixth of what a write takes. They are
 *       resource methods all the same, which declare their path, their scope and what they honour
 *       once; what is spelled in an unusual way still comes to them by JAX-RS. Rejected: resource
 *       methods that answer at once, which only copies can; a servlet beside JAX-RS with paths and
 *       rights of its own.
 *   <li>What holds for every call is a {@link io.vedette.http.CallFilter}, which both ways ask.
 *   <li>One mapper for everything thrown. Rejected: one per exception; each would only choose the
 *       entry of the catalogue, which the failure already knows.
 *   <li>The request id, the fields for browsers and those of CORS come from a servlet filter:
 *       JAX-RS filters do not see what the container answers. They are set before anything is known
 *       of the answer, and again when it is taken back for a problem.
 *   <li>A preflight is answered there, before admission and before any credential: it has none, and
 *       an overloaded server can still tell a page that it is overloaded. From an origin that is
 *       not allowed it is an ordinary OPTIONS. Rejected: answering 403, which tells a page no more.
 *   <li>{@code Vary: Origin} is on all answers once an origin is configured, also on those without
 *       {@code Origin}: else a cache on the way could give a page the answer of a program.
 *   <li>One policy for all answers, JSON too. A console, when there is one, is static files at
 *       {@code /}: it needs a policy of its own here, whose scripts are named by path or hash,
 *       since {@code 'self'} would also let a stored value be a script of the console.
 *   <li>The pages of the OpenAPI document are another application's, which our filter does not see:
 *       {@code liberty/server.xml} narrows their policy. Where API and pages share a port, the
 *       answers of the API carry that policy as well, to no effect.
 *   <li>Requests whose end is in doubt are refused here: the container does not.
 *   <li>The container ends a connection with each status that it knows as an error, be it a miss;
 *       {@link KeptConnections} takes that mark from the regular ones. Rejected: other statuses.
 *   <li>HTTP/2 is off unless it is asked for, since content is not bounded in it while it is read:
 *       the container collects all of it before it tells us of the request, and no option limits
 *       that. Rejected: an upper limit through small windows; it widens them whoever reads.
 * </ul>
 */
@NullMarked
package io.vedette.edge;

import org.jspecify.annotations.NullMarked;
