/**
 * Black-box tests: they know URLs and documents, and nothing of what is inside.
 *
 * <p><b>Promise.</b> What passes here holds for any deployment: give its address with {@code
 * -Dvedette.base}. Tests that take Redis or the server away start their own of both.
 *
 * <p><b>Where a test begins.</b>
 *
 * <ul>
 *   <li>With {@code Target}, one set and one pair of servers for all that leave them as they were:
 *       fresh names keep classes apart, and what is changed at Redis is changed back.
 *   <li>With {@code Target.start}, a server of one's own on that set: for other settings, or to end
 *       it.
 *   <li>With a {@code Deployment} of one's own: for who kills, pauses or fills up Redis.
 * </ul>
 *
 * <p>Two virtual machines run classes beside each other, each with a target of its own. A class
 * that measures how quickly others are served is {@code Isolated}.
 */
@NullMarked
package it.vedette;

import org.jspecify.annotations.NullMarked;
