/**
 * Cron expressions: when something runs, by the clock of a time zone.
 *
 * <p><b>Promise.</b> An expression is refused, or its next run is known: to the second, across
 * changes of the clock, and also when there never is any.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A run whose local time is in a gap of the clock happens once, at the end of the gap. In an
 *       hour that comes twice, plain numbers run once and intervals in both.
 *   <li>Looking for the next run ends after 41 years of the calendar, a step for each month and for
 *       each change of the clock. Every kind of year comes within 40.
 *   <li>What is wrong is told by the name of its field.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>The rules of Cronos, and its tests as facts ({@code CronCasesTest}). Rejected: Spring's
 *       {@code CronExpression} (6.2), which passes over runs in gaps and fails 220 of the 1120
 *       facts; cron-utils (9.2), which fails 227.
 *   <li>Both fields of days must match. Rejected: either of them when both are given, as in
 *       crontab(5): {@code 0 0 13 * FRI} would be no Friday the 13th.
 *   <li>A walk from one change of the clock to the next, in which local times are like instants.
 *       Rejected: a local time that is put into the zone afterwards, which knows only the first of
 *       two equal ones.
 *   <li>The days of a month are bits, so that both fields are an {@code &}. Rejected: a walk over
 *       days, thirty times as long where there never is any.
 * </ul>
 */
@NullMarked
package io.vedette.cron;

import org.jspecify.annotations.NullMarked;
