package io.vedette.session;

import io.vedette.failure.Outcome;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.ScriptCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sessions of subjects, in Redis. A subject that nobody knows has none. Stages fail as {@link
 * Redis#run} says.
 */
final class SubjectStore {
  private static final byte[] NONE = {};

  private final Redis redis;
  private final SessionKeys keys;

  SubjectStore(Redis redis, SessionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * One of a list.
   *
   * @param lastAccess at most a slice of the idle limit before it was used last
   * @param device a compact JSON text
   * @param current whether it is the caller's
   */
  record Listed(
      String handle,
      Instant created,
      Instant lastAccess,
      Instant expires,
      Optional<String> device,
      boolean current) {}

  /** A part of a list, and where the next one begins. */
  record Page(List<Listed> sessions, Optional<SessionCursor> next) {}

  /**
   * Lists the live sessions of a subject, the oldest first.
   *
   * @param own the id of the caller's session, if it has told
   * @param after the last session of the page before
   */
  CompletionStage<Page> list(
      Subject subject, Optional<SessionId> own, Optional<SessionCursor> after, int limit) {
    ScriptCall call =
        SessionScripts.SUBJECT_LIST
            .on()
            .with("root", keys.root())
            .with("subject", subject.bytes())
            .with("own_id", digest(own))
            .with("created", after.map(cursor -> Fields.ascii(cursor.created())).orElse(NONE))
            .with("handle", after.map(SessionCursor::handle).orElse(""))
            .with("most", limit);
    return redis.run(call).thenApply(SubjectStore::page);
  }

  private static byte[] digest(Optional<SessionId> id) {
    return id.map(it -> Fields.ascii(it.digest())).orElse(NONE);
  }

  private static Page page(List<Object> reply) {
    List<Listed> sessions = reply.stream().skip(1).map(item -> listed((List<?>) item)).toList();
    boolean more = Fields.text(reply.get(0)).equals("more");
    return new Page(
        sessions,
        more
            ? Optional.of(sessions.get(sessions.size() - 1)).map(SessionCursor::after)
            : Optional.empty());
  }

  private static Listed listed(List<?> item) {
    return new Listed(
        Fields.text(item.get(0)),
        Fields.instant(item.get(1)),
        Fields.instant(item.get(2)),
        Fields.instant(item.get(3)),
        Optional.of(Fields.text(item.get(4))).filter(device -> !device.isEmpty()),
        Fields.text(item.get(5)).equals("current"));
  }

  /**
   * Revokes sessions of a subject.
   *
   * @param handle the only one to revoke; nothing happens when the subject has no such session
   * @param kept the id of the one that stays
   * @return how many were revoked; fails with {@code SESSION_NOT_FOUND}, and revokes none, when the
   *     one that is to stay is no live session of the subject
   */
  CompletionStage<Long> revoke(
      Subject subject, Optional<String> handle, Optional<SessionId> kept, WriteOptions options) {
    ScriptCall call =
        SessionScripts.SUBJECT_REVOKE
            .on(options.operation(keys.operation(options.tags().next())))
            .with("root", keys.root())
            .with("subject", subject.bytes())
            .with("handle", handle.orElse(""))
            .with("kept_id", digest(kept))
            .with("memory", options.memory());
    return redis
        .run(call, options.durability())
        .thenApply(
            reply -> {
              if (reply.items().isEmpty()) {
                throw SessionRefusal.notFound().with(Outcome.NOT_APPLIED);
              }
              return Fields.number(reply.kept().get(0));
            });
  }
}
