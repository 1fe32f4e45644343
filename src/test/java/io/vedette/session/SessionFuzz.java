package io.vedette.session;

import static io.vedette.FuzzInput.holds;
import static io.vedette.FuzzInput.reads;

import io.vedette.FuzzInput;
import io.vedette.http.FakeRequest;
import io.vedette.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A target of the fuzzer: ids, names, subjects, cursors and the documents of sessions. */
public final class SessionFuzz {
  private static final Optional<String> BASE64 = Optional.of("base64url");
  private static final SessionConfig CONFIG = SessionConfigTest.DEFAULTS;

  private SessionFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    String text = input.text();
    reads(
        () -> {
          switch (input.parser()) {
            case 'i' -> SessionId.parse(text).ifPresent(id -> holds(id.secret().equals(text), id));
            case 'a' -> attribute(text);
            case 's' -> subject(Subject.inPath(text, Optional.empty()));
            case 'b' -> subject(Subject.inPath(text, BASE64));
            case 'r' -> request(text);
            case 'c' -> cursor(text);
            case 'm' -> changes(AttributeChanges.merge(patch(input)));
            default -> created(input);
          }
        });
  }

  private static FakeRequest content(FuzzInput input, String type) {
    return FakeRequest.of("POST", "/").with("Content-Type", type).content(input.bytes());
  }

  private static jakarta.json.JsonObject patch(FuzzInput input) {
    return JsonBody.mergePatch(
        content(input, "application/merge-patch+json").request(), CONFIG.largestDocument());
  }

  private static void created(FuzzInput input) {
    NewSession session =
        NewSession.of(
            JsonBody.object(
                content(input, "application/json").request(),
                NewSession.MEMBERS,
                CONFIG.largestDocument()),
            CONFIG);
    holds(session.idle().compareTo(session.absolute()) <= 0, session);
    holds(session.absolute().compareTo(CONFIG.maxAbsolute()) <= 0, session);
    session.subject().ifPresent(SessionFuzz::subject);
    changes(session.attributes());
  }

  private static void changes(AttributeChanges changes) {
    changes.changes().forEach(change -> attribute(change.name().text()));
    holds(changes.arguments().size() == 3 * changes.changes().size(), changes);
  }

  private static void attribute(String text) {
    AttributeName.parse(text)
        .ifPresent(
            name ->
                holds(
                    name.text().equals(text)
                        && text.chars().noneMatch(c -> "\"\\/%".indexOf(c) >= 0),
                    text));
  }

  private static void subject(Subject subject) {
    byte[] bytes = subject.bytes();
    holds(bytes.length >= 1 && bytes.length <= 256, subject);
    String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    holds(Subject.inPath(base64, BASE64).equals(subject), subject);
  }

  private static void request(String text) {
    String target = "/api/v1/subjects/" + text + "/sessions";
    subject(SessionRequest.subject(FakeRequest.of("GET", target).request(), Optional.empty()));
  }

  private static void cursor(String text) {
    SessionCursor.parse(text)
        .ifPresent(
            cursor -> {
              holds(SessionCursor.parse(cursor.text()).orElseThrow().equals(cursor), cursor);
              holds(cursor.text().getBytes(StandardCharsets.UTF_8).length < 80, cursor);
            });
  }
}
