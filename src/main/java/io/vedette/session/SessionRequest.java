package io.vedette.session;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.Conditions;
import io.vedette.http.PercentEncoding;
import io.vedette.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says about a session. Read at once: on the thread that answers later the servlet
 * request is gone.
 *
 * @param target the request target's path as the client sent it
 */
record SessionRequest(SessionId id, Conditions conditions, String target, String requestId) {
  private static final Pattern OF_A_SUBJECT =
      Pattern.compile(".*?/subjects/(.*)/sessions(?:/[^/]*)?");

  /**
   * Reads a request about the session that it names.
   *
   * @throws Failure malformed without an id; {@code SESSION_NOT_FOUND} for what is none
   */
  static SessionRequest of(HttpServletRequest request) {
    SessionId id =
        id(request)
            .orElseThrow(
                () ->
                    Failure.malformed(
                        InputError.header(
                            SessionId.FIELD, "the id of the session stands in Session-Id")));
    return new SessionRequest(
        id, Conditions.of(request), request.getRequestURI(), RequestId.of(request));
  }

  /** The id that a request carries, if there is one. */
  static Optional<SessionId> id(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(SessionId.FIELD))
        .map(text -> SessionId.parse(text).orElseThrow(SessionRefusal::notFound));
  }

  /** The attribute that the target names. */
  AttributeName attribute() {
    String text = target.substring(target.lastIndexOf('/') + 1);
    return PercentEncoding.decode(text)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .flatMap(AttributeName::parse)
        .orElseThrow(
            () ->
                Failure.malformed(
                    InputError.parameter(
                        "name", "the name of an attribute has " + AttributeName.FORM)));
  }

  /** Within what an idempotency key stands for one request; the id is not told. */
  String scope() {
    return "sessions/" + id.digest();
  }

  /** The subject that the target of a request names. */
  static Subject subject(HttpServletRequest request, Optional<String> encoding) {
    Matcher path = OF_A_SUBJECT.matcher(request.getRequestURI());
    if (!path.matches()) {
      throw Failure.malformed(
          InputError.parameter("path", "'subjects' and 'sessions' need no percent-encoding"));
    }
    return Subject.inPath(path.group(1), encoding);
  }
}
