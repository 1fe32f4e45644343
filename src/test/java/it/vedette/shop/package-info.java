/**
 * A worked example: a browser application whose sessions are in Vedette. Page and script stand in
 * {@code src/test/resources/it/vedette/shop}.
 *
 * <p><b>Promise.</b> The backend keeps nothing: any number of them answer the same browser, and
 * each can be replaced at any time, as can the servers of Vedette and the Redis master behind them.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>The id of a session is in the cookie and in the field {@code Session-Id} to Vedette, and
 *       nowhere else: no script reads it, no URL, page or log has it.
 *   <li>A log-in gives a new id and ends the one before it (session fixation).
 *   <li>Pages of other origins change nothing (CSRF).
 *   <li>What the page has seen saved in the cart outlives the loss of the Redis master.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The browser speaks to the backend alone, and only that to Vedette: so the cookie is of one
 *       origin and out of the script's reach. Rejected: the id in the script, for which any
 *       injected script could ask.
 *   <li>{@code SameSite=Lax} keeps the cookie out of what other sites send. Other ports and
 *       subdomains are the same site, so the field {@code Origin} is checked, too. Rejected: a
 *       token in the page, which is one thing more to keep and to lose.
 *   <li>Everything that is sent to Vedette can be sent again: it is idempotent by nature, or has an
 *       {@code Idempotency-Key}. So one rule does for refused connections, lost answers, fail-overs
 *       and rates: again, on the other server, for a bounded time.
 *   <li>Quantities are set, not added to, for the same reason. Two tabs that change different
 *       products lose nothing: each change is a merge patch.
 *   <li>Reading creates no session: whoever only looks needs none.
 * </ul>
 */
@NullMarked
package it.vedette.shop;

import org.jspecify.annotations.NullMarked;
