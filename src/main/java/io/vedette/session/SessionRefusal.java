package io.vedette.session;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.redis.Fields;
import io.vedette.redis.Reply;
import java.util.List;

/** Why something was not done with a session. */
final class SessionRefusal {
  /** The id stands for no live session: it was never given, has expired or was revoked. */
  static final Problem SESSION_NOT_FOUND =
      Problem.of("session-not-found", 404, "There is no such session");

  /** The session has no attribute of this name. */
  static final Problem ATTRIBUTE_NOT_FOUND =
      Problem.of("attribute-not-found", 404, "There is no such attribute");

  private SessionRefusal() {}

  /**
   * What a script that writes has answered, unless it has refused.
   *
   * @throws Failure what it has refused for, or the durability that was not kept
   */
  static List<Object> found(Reply reply, SessionConfig config) {
    List<Object> items = reply.items();
    if (items.isEmpty()) {
      throw notFound().with(Outcome.NOT_APPLIED);
    }
    switch (Fields.text(items.get(0))) {
      case "failed" -> throw preconditionFailed().with(Outcome.NOT_APPLIED);
      case "large" -> throw tooLarge(Fields.text(items.get(1)), config);
      case "conflict" -> throw conflict(Fields.text(items.get(1)));
      default -> {
        return reply.kept();
      }
    }
  }

  /** Nobody is told whether an id was never given, has expired or was revoked. */
  static Failure notFound() {
    return Failure.of(SESSION_NOT_FOUND, "There is no such session, or not any more.");
  }

  static Failure preconditionFailed() {
    return Failure.of(
        Problem.PRECONDITION_FAILED, "The session does not meet the request's condition.");
  }

  /**
   * The refusal of attributes.
   *
   * @param what there would be too many of: {@code bytes} or {@code attributes}
   */
  static Failure tooLarge(String what, SessionConfig config) {
    String limit =
        what.equals("bytes")
            ? "The names and values of all attributes have at most %d bytes."
                .formatted(config.maxBytes())
            : "A session has at most %d attributes.".formatted(AttributeChanges.MOST);
    return Failure.of(Problem.TOO_LARGE, limit).with(Outcome.NOT_APPLIED);
  }

  private static Failure conflict(String why) {
    return Failure.of(
            Problem.CONFLICT,
            why.equals("bound")
                ? "The session belongs to another subject: end it and create one."
                : "Another rotation has replaced this id, and its answer has the new one: go on"
                    + " with that, or with this one until its grace ends. A rotation that is"
                    + " repeated under its Idempotency-Key is answered again.")
        .with(Outcome.NOT_APPLIED);
  }
}
