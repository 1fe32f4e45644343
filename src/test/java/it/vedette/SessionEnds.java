package it.vedette;

import static it.vedette.SessionCalls.CURRENT;

import it.vedette.History.Event;
import it.vedette.SessionCalls.Call;
import it.vedette.SessionLedger.Trouble;
import it.vedette.SessionModel.Token;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Ends sessions, in all ways there are, and lists them. */
final class SessionEnds {
  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final Random random;

  SessionEnds(SessionLedger rateLimits, SessionCalls calls, Random random) {
    this.rateLimits = rateLimits;
    this.calls = calls;
    this.random = random;
  }

  static String path(SubjectModel subject) {
    return "/api/v1/subjects/" + subject.name() + "/sessions";
  }

  /** The answer is the same when the id is of no session: then nothing has ended. */
  void logOut(SessionModel session, Token id) {
    Event end = session.beginEnd();
    Call call = calls.send("log out", random, "DELETE", CURRENT, "", "Session-Id", id.text());
    boolean valid = SessionModel.isSurelyValid(id, call.span());
    Claim claim = valid || !call.isAcknowledged() ? call.claim() : Claim.UNKNOWN;
    session.end(end, call.span(), claim, true);
  }

  void revoke(SubjectModel subject, SessionModel session) {
    Event end = session.beginEnd();
    String path = path(subject) + "/" + session.handle();
    Call call = calls.send("revoke one", random, "DELETE", path, "");
    boolean revoked = call.isAcknowledged() && revoked(call) == 1;
    boolean gone = call.is(404) || (call.isAcknowledged() && !revoked);
    session.end(end, call.span(), gone ? Claim.NOT_APPLIED : call.claim(), true);
    if (gone) {
      session.listed(false, call.span());
    }
  }

  private static int revoked(Call call) {
    return call.answer().orElseThrow().json().getInt("revoked");
  }

  void revokeAll(SubjectModel subject) {
    SubjectModel.Revocation revocation = subject.revoke(Optional.empty());
    Call call = calls.send("revoke all", random, "DELETE", path(subject), "");
    revocation.end(call.span(), call.claim());
  }

  /** Of a subject, but the session that asks for it. */
  void revokeOthers(SubjectModel subject, SessionModel session, Token id) {
    SubjectModel.Revocation revocation = subject.revoke(Optional.of(session));
    String path = path(subject) + "?except=current";
    Call call = calls.send("revoke others", random, "DELETE", path, "", "Session-Id", id.text());
    revocation.end(call.span(), call.claim());
    if (call.isMissed()) {
      session.missed(id, call.span());
    }
  }

  void list(SubjectModel subject) {
    List<SessionModel> sessions = subject.sessions();
    Call call = calls.send("list", random, "GET", path(subject) + "?limit=1000", "");
    if (call.isAcknowledged()) {
      compare(sessions, call);
    }
  }

  /** Each of the sessions with the list; gives back those of the list that are of none. */
  static Set<String> compare(List<SessionModel> sessions, Call list) {
    Map<String, JsonObject> items = new HashMap<>();
    for (JsonValue item : list.answer().orElseThrow().json().getJsonArray("items")) {
      items.put(item.asJsonObject().getString("handle"), item.asJsonObject());
    }
    for (SessionModel session : sessions) {
      JsonObject item = items.remove(session.handle());
      if (item != null) {
        session.item(item);
        session.listed(true, list.span());
      } else if (!session.isSurelyDead(list.span())) {
        session.listed(false, list.span());
      }
    }
    return new HashSet<>(items.keySet());
  }

  /** An id that has been rotated away: another one is refused for it. */
  void rotateAgain(SessionModel session, Token id) {
    Call call =
        calls.send(
            "rotate again", random, "POST", CURRENT + "/rotate", "", "Session-Id", id.text());
    if (call.isAcknowledged()) {
      rateLimits.report(Trouble.WRONG, "rotated again: " + session.handle() + " " + id.life());
    }
    SessionContent.isHeard(session, id, call);
  }
}
