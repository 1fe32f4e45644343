/**
 * Names of measurements, and recording them cheaply.
 *
 * <p><b>Promise.</b> A measurement costs a request next to nothing and never holds a caller's data.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Tags come from closed sets: routes, methods, statuses, configured caches, names of scripts;
 *       never a key, an identifier or anything else that a caller makes up.
 *   <li>A series is looked up in the registry once, and after that only updated.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>Requests are measured by our own filter. Rejected: the server's REST instrumentation, which
 *       cost a third of the throughput and names Java methods instead of routes.
 *   <li>Times are histograms with fixed buckets. Rejected: percentiles in the process, which cannot
 *       be added up over pods and cost memory for each series.
 * </ul>
 */
@NullMarked
package io.vedette.metrics;

import org.jspecify.annotations.NullMarked;
