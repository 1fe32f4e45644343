package io.vedette.session;

import io.vedette.http.Conditions;
import io.vedette.idempotency.WriteOptions;
import io.vedette.redis.Durability;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.redis.Reply;
import io.vedette.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Sessions in Redis. Each method is one script. Limits are decided by the clock of Redis.
 *
 * <p>Stages fail with {@code SESSION_NOT_FOUND} when the id stands for no live session, whatever
 * the reason; with {@code PRECONDITION_FAILED} when a condition is false; and as {@link Redis#run}
 * says. After a fail-over what was acknowledged may be gone, unless its {@link WriteOptions} waits
 * for replicas; what is gone is so as a whole.
 */
final class SessionStore {
  private static final byte[] NONE = {};
  private static final byte[] YES = Fields.ascii("1");
  private static final byte[] NO = Fields.ascii("0");

  /** Met by any session: of one that is only used nothing needs to be sent. */
  private static final Conditions NOTHING_WANTED =
      Conditions.of(Optional.empty(), Optional.of("*"));

  private final Redis redis;
  private final SessionKeys keys;
  private final SessionConfig config;
  private final SessionCopies copies;
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
    List<byte[]> arguments = new ArrayList<>(of(id));
    arguments.add(Fields.ascii(options.tags().next()));
    arguments.add(Fields.ascii(operation));
    arguments.add(options.memoryMillis());
    arguments.add(grace());
    arguments.add(Fields.millis(session.idle()));
    arguments.add(Fields.millis(session.absolute()));
    arguments.add(Fields.millis(config.slice(session.idle())));
    arguments.add(session.subject().map(Subject::bytes).orElse(NONE));
    arguments.add(Fields.ascii(config.maxPerSubject()));
    arguments.add(session.device().map(Fields::utf8).orElse(NONE));
    arguments.add(Fields.ascii(session.attributes().bytes()));
    for (AttributeChanges.Change change : session.attributes().changes()) {
      arguments.add(Fields.ascii(change.name().text()));
      arguments.add(Fields.utf8(change.value()));
    }
    return run(SessionScripts.CREATE, operation, arguments, options)
        .thenApply(reply -> granted(reply, id));
  }

  private Granted granted(Reply reply, SessionId id) {
    List<Object> items = SessionRefusal.found(reply, config);
    return new Granted(SessionReply.session(items.get(2)), id, (int) Fields.number(items.get(1)));
  }

  /**
   * Reads a session, or one of its attributes.
   *
   * @param attribute the one that is read; then the session has no other, or none when it is absent
   * @param access whether it is used by this, and not only looked at
   */
  CompletionStage<Read> read(
      SessionId id, Optional<AttributeName> attribute, Conditions conditions, boolean access) {
    return read(id, attribute, conditions, access, Durability.NONE);
  }

  private CompletionStage<Read> read(
      SessionId id,
      Optional<AttributeName> attribute,
      Conditions conditions,
      boolean access,
      Durability durability) {
    List<byte[]> arguments = new ArrayList<>(of(id));
    arguments.add(Fields.latin1(conditions.ifMatch()));
    arguments.add(Fields.latin1(conditions.ifNoneMatch()));
    arguments.add(Fields.ascii(attribute.map(AttributeName::text).orElse("")));
    arguments.add(access ? YES : NO);
    arguments.add(Fields.millis(config.localGrace().orElse(Duration.ZERO)));
    return redis
        .run(SessionScripts.READ, List.of(), arguments, durability)
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
              return new Read(SessionReply.session(items.get(1)), !result.equals("not-modified"));
            });
  }

  /** Uses a session without reading it. */
  CompletionStage<Duration> touch(SessionId id, Durability durability) {
    return read(id, Optional.empty(), NOTHING_WANTED, true, durability)
        .thenApply(read -> read.session().left());
  }

  /** Changes attributes, all or none; fails with {@code TOO_LARGE} when there would be too many. */
  CompletionStage<Changed> change(
      SessionId id, AttributeChanges changes, Conditions conditions, WriteOptions options) {
    String tag = options.tags().next();
    List<byte[]> arguments = new ArrayList<>(of(id));
    arguments.add(Fields.ascii(tag));
    arguments.add(options.memoryMillis());
    arguments.add(Fields.latin1(conditions.ifMatch()));
    arguments.add(Fields.latin1(conditions.ifNoneMatch()));
    arguments.add(Fields.ascii(changes.condition().map(AttributeName::text).orElse("")));
    arguments.add(Fields.ascii(config.maxBytes()));
    arguments.add(Fields.ascii(AttributeChanges.MOST));
    arguments.add(Fields.ascii(changes.whole() ? "replace" : "change"));
    arguments.addAll(changes.arguments());
    return run(SessionScripts.WRITE, tag, arguments, options)
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
    List<byte[]> arguments = new ArrayList<>(of(id));
    arguments.add(Fields.ascii(next.digest()));
    arguments.add(options.memoryMillis());
    arguments.add(grace());
    arguments.add(subject.map(Subject::bytes).orElse(NONE));
    arguments.add(Fields.ascii(config.maxPerSubject()));
    return run(SessionScripts.ROTATE, operation, arguments, options)
        .whenComplete((reply, thrown) -> copies.changed(id))
        .thenApply(reply -> granted(reply, next));
  }

  /** Ends a session; false when there was none. */
  CompletionStage<Boolean> end(SessionId id, WriteOptions options) {
    return redis
        .run(SessionScripts.END, List.of(), of(id), options.durability())
        .whenComplete((reply, thrown) -> copies.changed(id))
        .thenApply(reply -> Fields.text(reply.kept().get(0)).equals("ended"));
  }

  private CompletionStage<Reply> run(
      Script script, String operation, List<byte[]> arguments, WriteOptions options) {
    List<byte[]> names = List.of(options.operation(keys.operation(operation)));
    return redis.run(script, names, arguments, options.durability());
  }

  private List<byte[]> of(SessionId id) {
    return List.of(keys.root(), Fields.ascii(id.digest()));
  }

  private byte[] grace() {
    return Fields.millis(config.grace().orElse(Duration.ZERO));
  }
}
