/**
 * Reading settings so that a wrong one stops the server, with its name and what is allowed.
 *
 * <p><b>Promise.</b> No room runs on a setting that nobody checked.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Every value is typed and has a range; a refusal names the key and what is allowed.
 *   <li>A secret is never part of a message, of {@code toString} or of a log.
 *   <li>A mistyped {@code vedette.*} key is reported with the nearest valid name.
 *   <li>What a file has can be replaced while the server runs, where a room asks for it; a file
 *       that is away or half-written for a moment changes nothing.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>A room of its own: two rooms of the ground floor and every feature read settings, and none
 *       of them is the right owner. Rejected: {@code @ConfigProperties}, which needs mutable beans
 *       and cannot check ranges.
 *   <li>Defaults stand in {@code microprofile-config.properties} alone, never in code: that file is
 *       the table of settings.
 *   <li>Files are read when their content is needed, not watched: mounted secrets are replaced by
 *       swapped links, which watchers miss or see late, and connections are rare.
 *   <li>PEM is read here: Java reads certificates in it and no keys. Rejected: a library of
 *       cryptography for one form of one file.
 *   <li>Unknown keys are warned of and do not stop the server: a rollback to a version that does
 *       not know a new key yet must start.
 * </ul>
 */
@NullMarked
package io.vedette.config;

import org.jspecify.annotations.NullMarked;
