package it.vedette.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the backend answers.
 *
 * @param fields of its head, beside those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, Map<String, String> fields, byte[] body) {
  private static final Reply DONE = new Reply(204, Map.of(), new byte[0]);

  /** It is done, and there is nothing to say. */
  static Reply done() {
    return DONE;
  }

  static Reply json(JsonObject document) {
    return json(200, document);
  }

  /** It was not done. The text is for the person in front of the page. */
  static Reply refused(int status, String why) {
    return json(status, Json.createObjectBuilder().add("error", why).build());
  }

  private static Reply json(int status, JsonObject document) {
    return text(status, "application/json", document.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Reply text(int status, String type, byte[] body) {
    return new Reply(status, Map.of("Content-Type", type), body);
  }

  /** The same with one field more. */
  Reply with(String name, String value) {
    Map<String, String> all = new HashMap<>(fields);
    all.put(name, value);
    return new Reply(status, all, body);
  }
}
