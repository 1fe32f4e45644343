package io.vedette.task.life;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonMembers;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a task is delivered to a target of the configuration.
 *
 * @param name of the target
 * @param path behind the URL of the target, with a query if there is one; may be empty
 * @param method of the request
 * @param headers of the request, besides those that the service sends itself
 */
public record TaskTarget(String name, String path, String method, Map<String, String> headers) {
  private static final List<String> MEMBERS = List.of("name", "path", "method", "headers");
  private static final String USUAL_METHOD = "POST";
  private static final Set<String> METHODS = Set.of(USUAL_METHOD, "PUT", "PATCH", "DELETE");
  private static final int MOST_HEADERS = 20;

  /** Nothing that leaves the place of the target: RFC 3986, section 3.3 and 3.4. */
  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

  private static final Pattern UPWARD = Pattern.compile("(?i)(^|/|%2f)(\\.|%2e){1,2}(/|%2f|$)");
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,1024}");

  /** Those of the connection, and those that the service decides. */
  private static final Pattern NOT_SENT =
      Pattern.compile(
          "host|content-length|content-type|connection|expect|upgrade|te|trailer|keep-alive"
              + "|transfer-encoding|proxy-.*|webhook-.*|vedette-.*|user-agent|date|accept-encoding");

  public TaskTarget {
    headers = Map.copyOf(headers);
  }

  static TaskTarget of(JsonObject object, String place) {
    JsonMembers members = new JsonMembers(object, place, MEMBERS);
    String name =
        members.text("name").orElseThrow(() -> members.refused("name", "a target has a 'name'"));
    String path = members.text("path").orElse("");
    if (path.length() > 1024 || !PATH.matcher(path).matches() || isUpward(path)) {
      throw members.refused("path", "'path' begins with / and stays below the URL of the target");
    }
    String method = members.text("method").orElse(USUAL_METHOD);
    if (!METHODS.contains(method)) {
      throw members.refused("method", "'method' is POST, PUT, PATCH or DELETE");
    }
    return new TaskTarget(name, path, method, headers(object, members));
  }

  private static boolean isUpward(String path) {
    return UPWARD.matcher(path.split("\\?", 2)[0]).find();
  }

  private static Map<String, String> headers(JsonObject object, JsonMembers members) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!members.has("headers")) {
      return headers;
    }
    if (!(object.get("headers") instanceof JsonObject all) || all.size() > MOST_HEADERS) {
      throw members.refused("headers", "'headers' is an object of at most 20 fields");
    }
    all.forEach(
        (name, value) -> {
          if (!FIELD.matcher(name).matches()
              || NOT_SENT.matcher(name.toLowerCase(Locale.ROOT)).matches()
              || !(value instanceof JsonString text)
              || !VALUE.matcher(text.getString()).matches()) {
            throw members.refused("headers", "'%s' cannot be sent".formatted(name));
          }
          headers.put(name, text.getString());
        });
    return headers;
  }

  /** As it is in Redis; empty when all is usual. */
  String stored() {
    return path.isEmpty() && method.equals(USUAL_METHOD) && headers.isEmpty()
        ? ""
        : document().toString();
  }

  private JsonObject document() {
    JsonObjectBuilder fields = JSON.createObjectBuilder();
    headers.forEach(fields::add);
    return JSON.createObjectBuilder()
        .add("path", path)
        .add("method", method)
        .add("headers", fields)
        .build();
  }

  /** Reads what {@link #stored} gave. */
  public static TaskTarget stored(String name, String text) {
    if (text.isEmpty()) {
      return new TaskTarget(name, "", USUAL_METHOD, Map.of());
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      JsonObject document = reader.readObject();
      Map<String, String> headers = new LinkedHashMap<>();
      JsonObject fields = document.getJsonObject("headers");
      fields.keySet().forEach(field -> headers.put(field, fields.getString(field)));
      return new TaskTarget(
          name, document.getString("path"), document.getString("method"), headers);
    }
  }
}
