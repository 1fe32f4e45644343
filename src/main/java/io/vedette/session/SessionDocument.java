package io.vedette.session;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.util.stream.Collectors;

/** Sessions as JSON. What Redis has of them is JSON already and is not read for it. */
final class SessionDocument {
  private SessionDocument() {}

  /** A session without its id, as long as its tag is the same always the same text. */
  static String of(Session session) {
    return "{" + members(session) + "}";
  }

  /** A session with its id, for the one who gets it. */
  static String of(Session session, SessionId id) {
    return "{\"id\":\"" + id.secret() + "\"," + members(session) + "}";
  }

  private static String members(Session session) {
    StringBuilder members = new StringBuilder(256);
    members.append("\"handle\":\"").append(session.handle()).append('"');
    session.subject().ifPresent(text -> members.append(",\"subject\":").append(quoted(text)));
    members.append(",\"created\":\"").append(session.created()).append('"');
    members.append(",\"expires\":\"").append(session.expires()).append('"');
    members.append(",\"idle\":").append(session.idle().toSeconds());
    session.device().ifPresent(json -> members.append(",\"device\":").append(json));
    return members.append(",\"attributes\":").append(attributes(session)).toString();
  }

  private static String quoted(String text) {
    return JSON.createValue(text).toString();
  }

  /** The attributes alone. Their names need no escaping. */
  static String attributes(Session session) {
    return session.attributes().stream()
        .map(one -> '"' + one.name() + "\":" + one.value())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A page of the sessions of a subject. */
  static JsonArrayBuilder items(SubjectStore.Page page) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    page.sessions().forEach(session -> items.add(listed(session)));
    return items;
  }

  private static JsonObjectBuilder listed(SubjectStore.Listed session) {
    JsonObjectBuilder item =
        JSON.createObjectBuilder()
            .add("handle", session.handle())
            .add("created", session.created().toString())
            .add("lastAccess", session.lastAccess().toString())
            .add("expires", session.expires().toString());
    session.device().ifPresent(json -> item.add("device", parsed(json)));
    if (session.current()) {
      item.add("current", true);
    }
    return item;
  }

  private static JsonObject parsed(String json) {
    try (var reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  /** How many sessions were revoked. */
  static JsonObject revoked(long count) {
    return JSON.createObjectBuilder().add("revoked", count).build();
  }
}
