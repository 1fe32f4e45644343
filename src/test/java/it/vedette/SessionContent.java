package it.vedette;

import static it.vedette.SessionCalls.ATTRIBUTES;
import static it.vedette.SessionCalls.CURRENT;
import static it.vedette.SessionModel.ABSENT;
import static it.vedette.SessionModel.NAMES;

import it.vedette.History.Event;
import it.vedette.SessionCalls.Call;
import it.vedette.SessionLedger.Trouble;
import it.vedette.SessionModel.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reads sessions and changes their attributes, under their newest id or any they have had. */
final class SessionContent {
  private static final String JSON = "application/json";
  private static final String PATCH = "application/merge-patch+json";
  private static final String REPLICATED = "durability=replicated";

  private final SessionLedger rateLimits;
  private final SessionCalls calls;
  private final Random random;
  private final String own;

  SessionContent(SessionLedger rateLimits, SessionCalls calls, Random random, int caller) {
    this.rateLimits = rateLimits;
    this.calls = calls;
    this.random = random;
    this.own = NAMES.get(caller % 4);
  }

  /** Notes what an answer says about life; whether it is a success. */
  static boolean isHeard(SessionModel session, Token id, Call call) {
    if (call.isMissed()) {
      session.missed(id, call.span());
    } else if (call.isFound()) {
      session.found(id, call.span());
    }
    return call.isAcknowledged();
  }

  private Call get(String operation, String path, SessionModel session, Token id) {
    Call call = calls.send(operation, random, "GET", path, "", "Session-Id", id.text());
    isHeard(session, id, call);
    return call;
  }

  void read(SessionModel session, Token id) {
    read("read", CURRENT, session, id);
  }

  void readWithoutSlide(SessionModel session, Token id) {
    read("read without slide", CURRENT + "?touch=false", session, id);
  }

  private void read(String operation, String path, SessionModel session, Token id) {
    Call call = calls.send(operation, random, "GET", path, "", "Session-Id", id.text());
    noteRead(session, id, call);
  }

  /** Notes what was answered to a read of the whole session. */
  static void noteRead(SessionModel session, Token id, Call call) {
    if (isHeard(session, id, call) && call.is(200)) {
      Answer answer = call.answer().orElseThrow();
      session.document(answer.json(), answer.header("ETag"), call.span());
    }
  }

  void readAttributes(SessionModel session, Token id) {
    Call call = get("read attributes", ATTRIBUTES, session, id);
    if (call.is(200)) {
      Answer answer = call.answer().orElseThrow();
      session.attributes(answer.json(), "attributes " + answer.header("ETag"), call.span());
    }
  }

  void readAttribute(SessionModel session, Token id) {
    Call call = get("read attribute", ATTRIBUTES + "/single", session, id);
    if (call.is(200)) {
      session.attribute("single", call.answer().orElseThrow().text(), call.span());
    } else if (call.is(404) && call.isFound()) {
      session.attribute("single", ABSENT, call.span());
    }
  }

  void touch(SessionModel session, Token id) {
    Call call =
        calls.send("touch", random, "POST", CURRENT + "/touch", "", "Session-Id", id.text());
    isHeard(session, id, call);
  }

  /** Of an attribute that only some callers write. */
  void patchOwn(SessionModel session, Token id) {
    String value = rateLimits.fresh();
    patch("patch own", session, id, Map.of(own, value));
  }

  /** Of an attribute that all callers write. */
  void patchShared(SessionModel session, Token id) {
    patch("patch shared", session, id, Map.of("shared", rateLimits.fresh()));
  }

  /** Of two that are always the same. */
  void patchBoth(SessionModel session, Token id) {
    String value = rateLimits.fresh();
    patch("patch both", session, id, Map.of("left", value, "right", value));
  }

  private void patch(String operation, SessionModel session, Token id, Map<String, String> values) {
    write(operation, session, id, "PATCH", ATTRIBUTES, document(values), PATCH, values);
  }

  void replace(SessionModel session, Token id) {
    String value = rateLimits.fresh();
    Map<String, String> given = Map.of("shared", value, "left", value, "right", value);
    Map<String, String> all = new HashMap<>();
    NAMES.forEach(name -> all.put(name, given.getOrDefault(name, ABSENT)));
    write("replace", session, id, "PUT", ATTRIBUTES, document(given), JSON, all);
  }

  void setAttribute(SessionModel session, Token id) {
    String value = rateLimits.fresh();
    String path = ATTRIBUTES + "/single";
    write("set attribute", session, id, "PUT", path, value, JSON, Map.of("single", value));
  }

  void deleteAttribute(SessionModel session, Token id) {
    String path = ATTRIBUTES + "/single";
    write("delete attribute", session, id, "DELETE", path, "", JSON, Map.of("single", ABSENT));
  }

  /** Numbers as they stand, so that they are the same in the model. */
  static String document(Map<String, String> values) {
    List<String> members =
        values.entrySet().stream()
            .map(value -> "\"%s\":%s".formatted(value.getKey(), value.getValue()))
            .toList();
    return "{" + String.join(",", members) + "}";
  }

  /** Half of all writes wait for a replica. */
  private void write(
      String operation,
      SessionModel session,
      Token id,
      String method,
      String path,
      String json,
      String type,
      Map<String, String> values) {
    boolean replicated = random.nextBoolean();
    Map<String, Event> writes = new HashMap<>();
    values.forEach((name, value) -> writes.put(name, session.attribute(name).begin(value)));
    Call call =
        calls.send(
            operation + (replicated ? " replicated" : ""),
            random,
            method,
            path,
            json,
            "Session-Id",
            id.text(),
            "Content-Type",
            type,
            "Prefer",
            replicated ? REPLICATED : "durability=none");
    writes.forEach(
        (name, write) -> session.attribute(name).end(write, call.span(), call.claim(), replicated));
    boolean applied =
        call.answer().filter(it -> it.header("Preference-Applied").equals(REPLICATED)).isPresent();
    if (isHeard(session, id, call) && replicated && !applied) {
      rateLimits.report(Trouble.WRONG, operation + " does not say that it was replicated");
    }
  }
}
