package io.vedette.session;

import io.vedette.redis.KeySpace;

/**
 * The keys of sessions, in one slot.
 *
 * <pre>
 *   {sessions}:session:HANDLE   hash, a session (see session.lua for its fields)
 *   {sessions}:id:SHA256        string, the handle of the session with this id
 *   {sessions}:subject:SUBJECT  hash, the generation of its sessions
 *   {sessions}:index:SUBJECT    sorted set, the handles of its sessions by when they were created
 *   {sessions}:expiry           sorted set, the handles of all sessions by when they expire
 *   {sessions}:copies           string, while servers may hold copies of sessions (see near.lua)
 *   {sessions}:operation:ID     string, the result of a write that may be sent again
 * </pre>
 *
 * Those that have ended are told on the channel of changes as of the cache {@code session:}.
 */
final class SessionKeys {
  private static final String SLOT = "{sessions}:";

  private final KeySpace space;

  SessionKeys(KeySpace space) {
    this.space = space;
  }

  /** What all keys of sessions begin with. */
  byte[] root() {
    return space.name(SLOT);
  }

  /** The result of the change of a session with this operation id. */
  byte[] operation(String id) {
    return space.name(SLOT + "operation:" + id);
  }

  /** The session with this handle. */
  byte[] session(String handle) {
    return space.name(SLOT + "session:" + handle);
  }

  /** What all sessions of a subject depend on. */
  byte[] subject(byte[] subject) {
    return space.name(SLOT + "subject:", subject);
  }

  /** Stands while servers may hold copies. */
  byte[] copies() {
    return space.name(SLOT + "copies");
  }
}
