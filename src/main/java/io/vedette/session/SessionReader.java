package io.vedette.session;

import static java.util.concurrent.CompletableFuture.completedStage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vedette.http.Conditions;
import io.vedette.redis.FieldRead;
import io.vedette.redis.FieldRead.Mark;
import io.vedette.redis.Fields;
import io.vedette.redis.Redis;
import io.vedette.session.SessionStore.Read;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Reads sessions. One whose place this server knows is read by its fields, in round trips that many
 * readers share, and judged here. A script finds all others, extends idle limits, which is due once
 * in a slice, and decides whatever is not plain: so nothing that is known here need still be true.
 */
final class SessionReader {
  /** Each takes about 400 bytes. */
  private static final int MOST_PLACES = 10_000;

  private static final List<byte[]> GENERATION = List.of(Fields.ascii("generation"));

  private final Redis redis;
  private final SessionKeys keys;
  private final Optional<Duration> localGrace;
  private final Cache<String, Place> places =
      Caffeine.newBuilder().maximumSize(MOST_PLACES).executor(Runnable::run).build();

  SessionReader(Redis redis, SessionKeys keys, Optional<Duration> localGrace) {
    this.redis = redis;
    this.keys = keys;
    this.localGrace = localGrace;
  }

  /** Where a session was under its id. */
  private record Place(String handle, String subject) {}

  /** What a reader wants to know. */
  record Wanted(
      SessionId id, Optional<AttributeName> attribute, Conditions conditions, boolean access) {}

  /** Knows from now on where the session is that a script has found by this id. */
  void found(SessionId id, Session session) {
    if (id.digest().equals(session.digest())) {
      places.put(id.digest(), new Place(session.handle(), session.subject().orElse("")));
    }
  }

  /**
   * Reads a session.
   *
   * @param byScript reads it, whatever is known
   */
  CompletionStage<Read> read(Wanted wanted, Supplier<CompletionStage<Read>> byScript) {
    Place place = places.getIfPresent(wanted.id().digest());
    return place == null
        ? byScript.get()
        : byFields(place, wanted)
            .thenCompose(read -> read.isPresent() ? completedStage(read.get()) : byScript.get());
  }

  /** Nothing when a script must decide. */
  private CompletionStage<Optional<Read>> byFields(Place place, Wanted wanted) {
    Optional<Mark> mark = localGrace.map(grace -> new Mark(keys.copies(), grace.multipliedBy(2)));
    List<byte[]> names = StoredSession.names(wanted.attribute());
    return redis
        .read(new FieldRead("session-read", keys.session(place.handle()), names, mark))
        .thenCombine(
            generation(place),
            (values, generation) ->
                StoredSession.of(place.handle(), names, values)
                    .filter(stored -> stored.isOf(wanted.id(), place.subject(), generation))
                    .flatMap(stored -> stored.read(wanted, redis.clock().instant())));
  }

  /** That of its subject: another one than its own when all sessions of that were revoked. */
  private CompletionStage<String> generation(Place place) {
    return place.subject().isEmpty()
        ? completedStage("")
        : redis
            .read(
                new FieldRead(
                    "session-read",
                    keys.subject(Fields.utf8(place.subject())),
                    GENERATION,
                    Optional.empty()))
            .thenApply(fields -> Fields.text(fields.get(0)));
  }
}
