package io.vedette.session;

import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.Script;
import io.vedette.redis.ScriptCall;
import io.vedette.session.SessionReader.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Sessions in Redis. Each method is one script, but for most reads. Limits are decided by the clock
 * of Redis.
 *
 * <p>Stages fail with {@code SESSION_NOT_FOUND} when the id stands for no live session, whatever
 * the reason; with {@code PRECONDITION_FAILED} when a condition is false; and as {@link Redis#run}
 * says. After a fail-over what was acknowledged may be gone, unless its {@link WriteOptions} waits
 * for replicas; what is gone is so as a whole.
 */
final class SessionStore {
  private static final byte[] NONE = {};

  /** Met by any session: of one that is only used nothing needs to be sent. */
  private static final Conditions NOTHING_WANTED =
      Conditions.of(Optional.empty(), Optional.of("*"));

  private final Redis redis;
  private final SessionKeys keys;
  private final SessionConfig config;
  private final SessionCopies copies;
  private final SessionReader reader;
  private final RandomGenerator random;

  /**
   * Offers the sessions in {@code redis}.
   *
   * @param copies on this server go before the caller hears of a change, whatever became of it
   * @param random makes ids: must be one for cryptography
   */
  SessionStore(
      Redis redis,
      SessionKeys keys,
      SessionConfig config,
      SessionCopies copies,
      RandomGenerator random) {
    this.redis = redis;
    this.keys = keys;
    this.config = config;
    this.copies = copies;
    this.reader = new SessionReader(redis, keys, config.localGrace());
    this.random = random;
  }

  /**
   * A session under an id that nobody else has.
   *
   * @param surplus how many older sessions of its subject went
   */
  record Granted(Session session, SessionId id, int surplus) {}

  /**
   * What a reader gets.
   *
   * @param modified false when the reader has it already: then it has only its tag and its time
   */
  record Read(Session session, boolean modified) {}

  /**
   * What became of a change of attributes.
   *
   * @param tag of the session now; of an attribute that was set, too
   * @param created whether the last attribute that is named was not there before
   */
  record Changed(String tag, boolean created, Duration left) {}

  /**
   * Creates a session. When its operation was run before, the session that was made then gets
   * another id: the one of the first run may never have arrived.
   */
  CompletionStage<Granted> create(NewSession session, WriteOptions options) {
    SessionId id = SessionId.random(random);
    String operation = options.tags().next();
    ScriptCall call =
        change(SessionScripts.CREATE, id, operation, options)
            .with("handle", options.tags().next())
            .with("tag", operation)
            .with("grace", grace())
            .with("idle", session.idle())
            .with("absolute", session.absolute())
            .with("slice", config.slice(session.idle()))
            .with("subject", session.subject().map(Subject::bytes).orElse(NONE))
            .with("most", config.maxPerSubject())
            .with("device", session.device().orElse(""))
            .with("bytes", session.attributes().bytes());
    for (AttributeChanges.Change change : session.attributes().changes()) {
      call.rest(Fields.ascii(change.name().text()), Fields.utf8(change.value()));
    }
    return redis.run(call, options.durability()).thenApply(reply -> granted(reply, id));
  }

  private Granted granted(Reply reply, SessionId id) {
    List<Object> items = SessionRefusal.found(reply, config);
    Session session = SessionReply.session(items.get(2));
    reader.found(id, session);
    return new Granted(session, id, (int) Fields.number(items.get(1)));
  }

  /**
   * Reads a session, or one of its attributes.
   *
   * @param attribute the one that is read; then the session has no other, or none when it is absent
   * @param access whether it is used by this, and not only looked at
   */
  CompletionStage<Read> read(
      SessionId id, Optional<AttributeName> attribute, Conditions conditions, boolean access) {
    Wanted wanted = new Wanted(id, attribute, conditions, access);
    return reader.read(wanted, () -> read(wanted, Durability.NONE));
  }

  private CompletionStage<Read> read(Wanted wanted, Durability durability) {
    ScriptCall call =
        conditions(of(SessionScripts.READ.on(), wanted.id()), wanted.conditions())
            .with("attribute", wanted.attribute().map(AttributeName::text).orElse(""))
            .with("access", wanted.access() ? "1" : "0")
            .with("near", config.localGrace().orElse(Duration.ZERO));
    return redis
        .run(call, durability)
        .thenApply(
            reply -> {
              if (reply.items().isEmpty()) {
                throw SessionRefusal.notFound();
              }
              List<Object> items = reply.kept();
              String result = Fields.text(items.get(0));
              if (result.equals("failed")) {
                throw SessionRefusal.preconditionFailed();
              }
              Session session = SessionReply.session(items.get(1));
              reader.found(wanted.id(), session);
              return new Read(session, !result.equals("not-modified"));
            });
  }

  /** Uses a session without reading it. */
  CompletionStage<Duration> touch(SessionId id, Durability durability) {
    return read(new Wanted(id, Optional.empty(), NOTHING_WANTED, true), durability)
        .thenApply(read -> read.session().left());
  }

  /** Changes attributes, all or none; fails with {@code TOO_LARGE} when there would be too many. */
  CompletionStage<Changed> change(
      SessionId id, AttributeChanges changes, Conditions conditions, WriteOptions options) {
    String tag = options.tags().next();
    ScriptCall call =
        conditions(change(SessionScripts.WRITE, id, tag, options), conditions)
            .with("tag", tag)
            .with("attribute", changes.condition().map(AttributeName::text).orElse(""))
            .with("most_bytes", config.maxBytes())
            .with("most_attributes", AttributeChanges.MOST)
            .with("mode", changes.whole() ? "replace" : "change")
            .rest(changes.arguments());
    return redis
        .run(call, options.durability())
        .whenComplete((reply, thrown) -> copies.changed(id))
        .thenApply(
            reply -> {
              List<Object> items = SessionRefusal.found(reply, config);
              return new Changed(
                  Fields.text(items.get(1)),
                  Fields.text(items.get(0)).equals("created"),
                  Duration.ofMillis(Fields.number(items.get(2))));
            });
  }

  /**
   * Gives a session another id; the one before stands for it until its grace is over. When its
   * operation was run before, see {@link #create}. Fails with {@code CONFLICT} when the id is one
   * that was replaced already, or the session has another subject.
   *
   * @param subject the one that an anonymous session gets; then the id before ends at once
   */
  CompletionStage<Granted> rotate(SessionId id, Optional<Subject> subject, WriteOptions options) {
    SessionId next = SessionId.random(random);
    String operation = options.tags().next();
    ScriptCall call =
        change(SessionScripts.ROTATE, id, operation, options)
            .with("new_id", next.digest())
            .with("grace", grace())
            .with("subject", subject.map(Subject::bytes).orElse(NONE))
            .with("most", config.maxPerSubject());
    return redis
        .run(call, options.durability())
        .whenComplete((reply, thrown) -> copies.changed(id))
        .thenApply(reply -> granted(reply, next));
  }

  /** Ends a session; false when there was none. */
  CompletionStage<Boolean> end(SessionId id, WriteOptions options) {
    return redis
        .run(of(SessionScripts.END.on(), id), options.durability())
        .whenComplete((reply, thrown) -> copies.changed(id))
        .thenApply(reply -> Fields.text(reply.kept().get(0)).equals("ended"));
  }

  /** A call of a script that changes a session, without what is its own. */
  private ScriptCall change(Script script, SessionId id, String operation, WriteOptions options) {
    return of(script.on(options.operation(keys.operation(operation))), id)
        .with("memory", options.memory());
  }

  private ScriptCall of(ScriptCall call, SessionId id) {
    return call.with("root", keys.root()).with("id", id.digest());
  }

  private static ScriptCall conditions(ScriptCall call, Conditions conditions) {
    return call.with("if_match", Fields.latin1(conditions.ifMatch()))
        .with("if_none_match", Fields.latin1(conditions.ifNoneMatch()));
  }

  private Duration grace() {
    return config.grace().orElse(Duration.ZERO);
  }
}
