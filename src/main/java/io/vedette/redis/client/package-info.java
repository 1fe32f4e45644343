/**
 * How connections to Redis are made: where, as whom, and with which TLS.
 *
 * <p><b>Promise.</b> A new connection uses the passwords and certificates that the files have when
 * it is made; what keeps it from being made is told once, and with no password.
 *
 * <p>Guarantees and decisions stand with those of {@code io.vedette.redis}.
 */
@NullMarked
package io.vedette.redis.client;

import org.jspecify.annotations.NullMarked;
