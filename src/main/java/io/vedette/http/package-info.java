/**
 * HTTP as all features speak it: fields, conditions, preferences, JSON and problems.
 *
 * <p><b>Promise.</b> A feature that reads a request with these reads what the RFCs say, or fails
 * with an entry of the catalogue.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>What is not understood is refused by name: parameters, members, conditions.
 *   <li>A write that was refused says that it was not applied.
 *   <li>Content is bounded before and while it is read.
 *   <li>Nothing of our inside is told: no stack trace, class name or address.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Requests are read from the servlet request, not from JAX-RS parameters: keys and queries
 *       must be seen as the client sent them, and JAX-RS decodes, normalises and ignores. Rejected:
 *       {@code @QueryParam} with a filter that compares names.
 *   <li>A resource method names the fields that decide what it does ({@link
 *       io.vedette.http.Honours}); of those nobody else gets one. Rejected: looking for them in
 *       each method, which a new call forgets.
 *   <li>JSON is measured before it is parsed: how deep, how many values, whether it is text at all.
 *       The parser has limits, too, but throws what it also throws for our faults, and none for
 *       memory. Rejected: reading its events one by one, which is parsing twice.
 *   <li>Content that comes byte by byte is cut off here: the container waits for ever.
 * </ul>
 */
@NullMarked
package io.vedette.http;

import org.jspecify.annotations.NullMarked;
