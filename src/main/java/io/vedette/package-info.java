/**
 * Vedette: a cache, a session store and background tasks over HTTP, on Redis Sentinel.
 *
 * <p>Rooms, and what each may use (arrows go down only; {@code ArchitectureTest} holds them):
 *
 * <pre>
 *   roof      health  status        → redis, http, traffic, metrics, config, failure
 *   features  cache                 → redis, http, traffic, metrics, config, failure; never each other
 *   ground    http → traffic, metrics, config, failure      redis → metrics, config, failure
 *   below     traffic               → metrics, config, failure
 *   below     metrics  config       → failure
 *   lowest    failure               → the JDK alone
 *   beside    image                 → the JDK alone; it starts the server and is not in the WAR
 * </pre>
 *
 * {@code http} and {@code redis} do not see each other: they meet in {@code failure}. JAX-RS stops
 * at {@code …Resource} and the web edge, Redisson stops inside {@code redis}, CDI producers stop at
 * {@code …Wiring}.
 */
@NullMarked
package io.vedette;

import org.jspecify.annotations.NullMarked;
