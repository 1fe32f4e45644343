package it.vedette;

import static it.vedette.SessionCalls.CURRENT;

import it.vedette.History.Event;
import it.vedette.SessionCalls.Call;
import it.vedette.SessionLedger.Trouble;
import it.vedette.SessionModel.Token;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A new id for a session, perhaps with a subject for one that has none: then the old id ends at
 * once. The request has a key and is repeated until it is known how it ended.
 */
final class SessionRotation implements SessionCaller.Unfinished {
  /** For how long the old id goes on to work: the default of the server. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final Random random;
  private final SessionModel session;
  private final Optional<SubjectModel> subject;
  private final Consumer<Claim> ended;
  private final String key = "\"" + UUID.randomUUID() + "\"";
  private final long start = Span.now();
  private final Token old;
  private final Duration grace;
  private final Event end;
  private final Optional<Event> binding;
  private boolean mayHaveHappened;

  SessionRotation(
      SessionLedger rateLimits,
      SessionCalls calls,
      Random random,
      SessionModel session,
      Optional<SubjectModel> subject,
      Consumer<Claim> ended) {
    this.rateLimits = rateLimits;
    this.calls = calls;
    this.random = random;
    this.session = session;
    this.subject = subject;
    this.ended = ended;
    this.old = session.id();
    this.grace = subject.isPresent() ? Duration.ZERO : GRACE;
    this.end = session.beginEnd(old, grace);
    this.binding = subject.map(it -> session.subject().begin(it.name()));
  }

  @Override
  public boolean isFinished() {
    Call call = send();
    mayHaveHappened |= call.claim() == Claim.UNKNOWN || call.claim() == Claim.APPLIED;
    if (call.isAcknowledged()) {
      succeed(call.answer().orElseThrow());
      return true;
    }
    if (call.isMissed()) {
      fail(mayHaveHappened ? Claim.UNKNOWN : Claim.NOT_APPLIED);
      session.missed(old, call.span());
      return true;
    }
    if (mayHaveHappened) {
      return false;
    }
    if (call.is(409)) {
      rateLimits.report(Trouble.WRONG, "rotated by nobody else: " + session.handle());
    }
    fail(call.claim());
    return true;
  }

  private Call send() {
    String body = subject.map(it -> "{\"subject\":\"%s\"}".formatted(it.name())).orElse("{}");
    return calls.send(
        subject.isPresent() ? "bind" : "rotate",
        random,
        "POST",
        CURRENT + "/rotate",
        body,
        "Session-Id",
        old.text(),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        key);
  }

  private void succeed(Answer answer) {
    Span span = Span.since(start);
    JsonObject rotated = answer.json();
    session.addId(rotated.getString("id"), span);
    old.life().end(end, span.shifted(grace), Claim.ACKNOWLEDGED, true);
    binding.ifPresent(it -> session.subject().end(it, span, Claim.ACKNOWLEDGED, true));
    subject.ifPresent(it -> it.add(session, span));
    session.found(session.id(), span);
    session.document(rotated, answer.header("ETag"), span);
    session.rotating.set(false);
    ended.accept(Claim.ACKNOWLEDGED);
  }

  /** Perhaps it has a new id that nobody knows, and a subject who may revoke it: it is left. */
  private void fail(Claim claim) {
    Span span = Span.since(start);
    old.life().end(end, span.shifted(grace), claim, false);
    binding.ifPresent(it -> session.subject().end(it, span, claim, false));
    if (claim != Claim.NOT_APPLIED) {
      subject.ifPresent(it -> it.addOrphan(span));
      session.mayHaveEnded(Span.open());
    } else {
      session.rotating.set(false);
    }
    ended.accept(claim);
  }
}
