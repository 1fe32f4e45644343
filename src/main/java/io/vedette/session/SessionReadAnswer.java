package io.vedette.session;

import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Problems;
import io.vedette.near.NearCopies.Aged;
import io.vedette.near.NearCopies.ReadStamp;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads sessions for requests; while Redis is away from the copies of this server, if it may. */
final class SessionReadAnswer {
  /** A structured field, RFC 9651: why an answer may be out of date, and by how many seconds. */
  private static final String STATUS = "Session-Status";

  private final SessionStore store;
  private final SessionCopies copies;
  private final SessionMetrics metrics;

  SessionReadAnswer(SessionStore store, SessionCopies copies, SessionMetrics metrics) {
    this.store = store;
    this.copies = copies;
    this.metrics = metrics;
  }

  /** What of a session is asked for. */
  private record Shown(String tag, String document) {}

  /** How a request wants to see a session. */
  private record View(
      Optional<AttributeName> attribute, Function<Session, Optional<Shown>> shown) {}

  /**
   * Answers with a document of the whole session.
   *
   * @param access whether the session is used by this
   */
  CompletionStage<Response> answer(
      SessionRequest request, boolean access, Function<Session, String> document) {
    View view =
        new View(
            Optional.empty(),
            session -> Optional.of(new Shown(session.tag(), document.apply(session))));
    return answer(request, view, access);
  }

  /** Answers with the value of an attribute. */
  CompletionStage<Response> answer(SessionRequest request, AttributeName name) {
    View view =
        new View(
            Optional.of(name),
            session -> session.attribute(name).map(one -> new Shown(one.tag(), one.value())));
    return answer(request, view, true);
  }

  private CompletionStage<Response> answer(SessionRequest request, View view, boolean access) {
    ReadStamp stamp = copies.now(request.id());
    CompletionStage<Response> answer =
        metrics
            .found(store.read(request.id(), view.attribute(), request.conditions(), access))
            .thenApply(read -> answer(request, view, stamp, read))
            .exceptionally(thrown -> vouched(request, view, thrown));
    return Problems.answered(answer, request.requestId());
  }

  private Response answer(
      SessionRequest request, View view, ReadStamp stamp, SessionStore.Read read) {
    Session session = read.session();
    if (!read.modified()) {
      return SessionAnswer.notModified(session);
    }
    if (view.attribute().isEmpty()) {
      copies.keep(request.id(), stamp, session);
    }
    return found(session, view).build();
  }

  private static Response.ResponseBuilder found(Session session, View view) {
    Shown shown = view.shown().apply(session).orElseThrow(SessionReadAnswer::noSuchAttribute);
    return SessionAnswer.ok(session.left(), shown.tag(), shown.document());
  }

  private static Failure noSuchAttribute() {
    return Failure.of(
        SessionRefusal.ATTRIBUTE_NOT_FOUND, "The session has no attribute of this name.");
  }

  /** While Redis is away. */
  private Response vouched(SessionRequest request, View view, Throwable thrown) {
    Optional<Aged<Session>> copy = isAway(thrown) ? copies.last(request.id()) : Optional.empty();
    if (copy.isEmpty()) {
      throw thrown instanceof CompletionException known ? known : new CompletionException(thrown);
    }
    Session session = copy.get().value().after(copy.get().age());
    String status = "local-grace; age=" + copy.get().age().toSeconds();
    return vouched(request, view, session).header(STATUS, status).build();
  }

  private static Response.ResponseBuilder vouched(
      SessionRequest request, View view, Session session) {
    Response.ResponseBuilder found = found(session, view);
    String tag = view.shown().apply(session).map(Shown::tag).orElse("");
    return switch (request.conditions().on('"' + tag + '"', Instant.EPOCH)) {
      case PASSED -> found;
      case NOT_MODIFIED -> found.status(304).entity(null);
      case FAILED -> throw SessionRefusal.preconditionFailed();
    };
  }

  private static boolean isAway(Throwable thrown) {
    Throwable cause = Causes.ofNullable(thrown);
    return cause instanceof Failure failure && failure.problem() == Problem.STORE_UNAVAILABLE;
  }
}
