/**
 * Vedette: a cache, a session store and background tasks over HTTP, on Redis Sentinel.
 *
 * <p>Rooms, and what each may use (arrows go down only; {@code RoomsTest} holds them):
 *
 * <pre>
 *   beside    edge                  → http, thread, traffic, metrics, config, failure; named by nobody
 *   roof      health  status        → access, redis, http, traffic, metrics, config, failure
 *   features  cache  session  task  → all below; never each other
 *   beside    quota                 → access, redis, http, traffic, metrics, config, failure
 *   between   origin                → http, thread, metrics, config, failure
 *   between   push                  → http, thread, config, failure
 *   between   background            → idempotency, failure
 *   between   idempotency           → access, redis, http, traffic, metrics, config, failure
 *   between   access                → credential, http, metrics, config, failure
 *   ground    http → traffic, metrics, config, failure      redis → thread, metrics, config, failure
 *             redis.client → config, inside redis: how connections are made
 *   below     traffic               → metrics, config, failure
 *   below     thread                → traffic, metrics, config, failure
 *   between   stats                 → redis, thread, metrics, config, failure
 *   below     near  cron            → the JDK alone
 *   below     metrics  config       → failure
 *   below     credential            → the JDK alone
 *   lowest    failure               → the JDK alone
 *   beside    image                 → credential; it starts the server and is not in the WAR
 * </pre>
 *
 * {@code http} and {@code redis} do not see each other: they meet in {@code failure}. JAX-RS stops
 * at {@code …Resource} and the web edge, Redisson stops inside {@code redis}, CDI producers stop at
 * {@code …Wiring}.
 */
@NullMarked
package io.vedette;

import org.jspecify.annotations.NullMarked;
