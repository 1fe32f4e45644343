package io.vedette.session;

import io.vedette.near.CopyKey;
import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import java.util.List;

/** The scripts of sessions. */
final class SessionScripts {
  /** What scripts begin with that know a session. */
  private static final List<String> KNOWING = List.of(Script.CONDITIONS, Script.TOPICS, "session");

  /** Creates a session. */
  static final Script CREATE =
      Script.of(SessionScripts.class, "session-create", Effect.WRITES, KNOWING);

  /** Reads a session or one of its attributes; extends its idle limit. */
  static final Script READ =
      Script.of(
          SessionScripts.class,
          "session-read",
          Effect.SLIDES,
          List.of(Script.CONDITIONS, CopyKey.PRELUDE, Script.TOPICS, "session"));

  /** Changes attributes of a session if its conditions hold. */
  static final Script WRITE =
      Script.of(
          SessionScripts.class,
          "session-write",
          Effect.WRITES,
          List.of(Script.CONDITIONS, Script.TOPICS, "session", "merge-patch"));

  /** Gives a session a new id, and a subject if it has none. */
  static final Script ROTATE =
      Script.of(SessionScripts.class, "session-rotate", Effect.WRITES, KNOWING);

  /** Ends a session. */
  static final Script END = Script.of(SessionScripts.class, "session-end", Effect.WRITES, KNOWING);

  /** Counts sessions and those that have expired. */
  static final Script EXPIRE =
      Script.of(SessionScripts.class, "session-expire", Effect.SLIDES, KNOWING);

  /** Lists the sessions of a subject; forgets index members whose session is dead. */
  static final Script SUBJECT_LIST =
      Script.of(SessionScripts.class, "subject-list", Effect.SLIDES, KNOWING);

  /** Revokes one session of a subject or all of them. */
  static final Script SUBJECT_REVOKE =
      Script.of(SessionScripts.class, "subject-revoke", Effect.WRITES, KNOWING);

  private SessionScripts() {}
}
