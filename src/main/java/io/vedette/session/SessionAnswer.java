package io.vedette.session;

import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Answers about a session; nobody on the way may store one. */
final class SessionAnswer {
  /** The path of the session that the request names. */
  private static final String CURRENT = "/api/v1/sessions/current";

  private static final String JSON = "application/json";

  /** Whole seconds until the session ends if nobody uses it. */
  private static final String TTL = "Session-TTL";

  private SessionAnswer() {}

  /** An answer with this status and no content. */
  static Response.ResponseBuilder of(int status, Duration left) {
    return Response.status(status)
        .header("Cache-Control", "no-store")
        .header(TTL, (left.toMillis() + 999) / 1000);
  }

  private static Response.ResponseBuilder of(int status, Duration left, String tag) {
    return of(status, left).header("ETag", '"' + tag + '"');
  }

  /** 200 with a document that has this tag. */
  static Response.ResponseBuilder ok(Duration left, String tag, String document) {
    return of(200, left, tag).type(JSON).entity(document);
  }

  /** 304. */
  static Response notModified(Session session) {
    return of(304, session.left(), session.tag()).build();
  }

  /** 201 with the session and its id, which no other answer shows. */
  static Response granted(SessionStore.Granted granted) {
    Session session = granted.session();
    return of(201, session.left(), session.tag())
        .type(JSON)
        .header(SessionId.FIELD, granted.id().secret())
        .header("Location", CURRENT)
        .entity(SessionDocument.of(session, granted.id()))
        .build();
  }

  /** 204 with the tag of what is there now, or 201 with the place of an attribute that is new. */
  static Response changed(SessionStore.Changed changed, AttributeChanges changes, String target) {
    boolean created = changed.created() && changes.condition().isPresent();
    Response.ResponseBuilder answer =
        changes.removesOne()
            ? of(204, changed.left())
            : of(created ? 201 : 204, changed.left(), changed.tag());
    return (created ? answer.header("Location", target) : answer).build();
  }
}
