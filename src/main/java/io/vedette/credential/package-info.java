/**
 * What a caller shows, and what it may do with it.
 *
 * <p><b>Promise.</b> Whoever reads what this service stores of a token cannot use it.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>A token has 256 random bits. Only its SHA-256 is kept, which is enough for such a secret.
 *   <li>Hashes are compared in constant time; a token is never part of a message or of a log.
 *   <li>Secret scanners know a token by its prefix and its checksum: {@code vdt_[0-9A-Za-z]{49}}.
 *   <li>Nothing is granted that is not written down: no scope includes another.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A room that knows the JDK alone: the command that makes tokens runs without a server.
 *   <li>A file of lines, not JSON: a line is added with {@code >>} and reviewed with {@code diff}.
 *       Rejected: tokens in Redis, which would have to be there to say who may ask.
 *   <li>A client certificate is a credential like a token, by the SHA-256 of what it is. Rejected:
 *       by its subject, which any certificate of the same authority can carry.
 * </ul>
 */
@NullMarked
package io.vedette.credential;

import org.jspecify.annotations.NullMarked;
