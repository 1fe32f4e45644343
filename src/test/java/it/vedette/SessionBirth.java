package it.vedette;

import it.vedette.SessionCalls.Call;
import it.vedette.SessionLedger.Trouble;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * One session to be created. With a key the request is repeated until it is known how it ended;
 * without one it is sent once, and may leave a session behind of which nobody knows the id.
 */
final class SessionBirth implements SessionCaller.Unfinished {
  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final Random random;
  private final Optional<SubjectModel> subject;
  private final BiConsumer<SessionModel, Span> born;
  private final String body;
  private final Optional<String> key;
  private final long start = Span.now();
  private boolean mayHaveHappened;

  SessionBirth(
      SessionLedger rateLimits,
      SessionCalls calls,
      Random random,
      Optional<SubjectModel> subject,
      Duration idle,
      BiConsumer<SessionModel, Span> born) {
    this.rateLimits = rateLimits;
    this.calls = calls;
    this.random = random;
    this.subject = subject;
    this.born = born;
    String value = rateLimits.fresh();
    String attributes =
        SessionContent.document(Map.of("shared", value, "left", value, "right", value));
    String whose = subject.map(it -> "\"subject\":\"%s\",".formatted(it.name())).orElse("");
    this.body =
        "{%s\"attributes\":%s,\"idle\":%d,\"absolute\":3600,\"device\":{\"number\":\"%s\"}}"
            .formatted(whose, attributes, idle.toSeconds(), value);
    this.key =
        random.nextBoolean() ? Optional.of("\"" + UUID.randomUUID() + "\"") : Optional.empty();
  }

  @Override
  public boolean isFinished() {
    Call call = send();
    mayHaveHappened |= call.claim() == Claim.UNKNOWN || call.claim() == Claim.APPLIED;
    if (call.isAcknowledged()) {
      create(call.answer().orElseThrow().json(), Span.since(start));
      return true;
    }
    if (mayHaveHappened && key.isEmpty()) {
      subject.ifPresent(it -> it.addOrphan(call.span()));
    }
    // Missed: it was created and has ended since.
    return key.isEmpty() || !mayHaveHappened || call.isMissed();
  }

  private Call send() {
    String path = "/api/v1/sessions";
    return key.map(
            it ->
                calls.send(
                    "create with key",
                    random,
                    "POST",
                    path,
                    body,
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    it))
        .orElseGet(
            () ->
                calls.send(
                    "create", random, "POST", path, body, "Content-Type", "application/json"));
  }

  private void create(JsonObject created, Span span) {
    JsonObject sent = Json.createReader(new StringReader(body)).readObject();
    for (String member : List.of("subject", "attributes", "idle", "device")) {
      if (!Objects.equals(sent.get(member), created.get(member))) {
        rateLimits.report(Trouble.HALF, "asked for %s, created %s".formatted(sent, created));
      }
    }
    SessionModel session = new SessionModel(rateLimits, created, span);
    rateLimits.add(session);
    subject.ifPresent(it -> it.add(session, span));
    born.accept(session, span);
  }
}
