package it.vedette.shop;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sessions in Vedette, as the backend needs them. Each call can throw {@link Unavailable}; a
 * session that is unknown, has expired, or was revoked is simply not there.
 */
public final class Sessions {
  private static final String CREATION = "/api/v1/sessions";
  private static final String CURRENT = "/api/v1/sessions/current";
  private static final String JSON = "application/json";

  private final Servers servers;

  /**
   * Those in these servers, which share one Redis.
   *
   * @param token of a caller with the scope {@code session}
   * @param patience how long a request is sent again: longer than a fail-over of Redis
   */
  public Sessions(List<URI> servers, String token, Duration patience) {
    this.servers = new Servers(servers, token, patience);
  }

  /** A new session; gives its id. */
  String create(JsonObject wanted) {
    return id(once(CREATION, wanted, Map.of()));
  }

  /** Reads a session, which thereby lives longer. */
  Optional<JsonObject> read(String id) {
    HttpResponse<String> answer = servers.send("GET", CURRENT, "", Map.of("Session-Id", id));
    return isThere(answer, 200) ? Optional.of(json(answer)) : Optional.empty();
  }

  /** Merges into the attributes (RFC 7396). Returns when a replica has it, too. */
  boolean merge(String id, JsonObject patch) {
    Map<String, String> fields =
        Map.of(
            "Session-Id",
            id,
            "Content-Type",
            "application/merge-patch+json",
            "Prefer",
            "durability=replicated");
    String path = CURRENT + "/attributes";
    return isThere(servers.send("PATCH", path, patch.toString(), fields), 204);
  }

  /** Makes an anonymous session that of a subject; gives its new id, and the one before is gone. */
  Optional<String> bind(String id, String subject) {
    JsonObject wanted = Json.createObjectBuilder().add("subject", subject).build();
    HttpResponse<String> answer = once(CURRENT + "/rotate", wanted, Map.of("Session-Id", id));
    boolean alreadyBound = answer.statusCode() == 409;
    return !alreadyBound && isThere(answer, 201) ? Optional.of(id(answer)) : Optional.empty();
  }

  void end(String id) {
    isThere(servers.send("DELETE", CURRENT, "", Map.of("Session-Id", id)), 204);
  }

  void endAll(String subject) {
    String segment = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    isThere(servers.send("DELETE", "/api/v1/subjects/" + segment + "/sessions", "", Map.of()), 200);
  }

  /** Posts what must happen once, however often it has to be sent. */
  private HttpResponse<String> once(String path, JsonObject body, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("Content-Type", JSON);
    fields.put("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
    return servers.send("POST", path, body.toString(), fields);
  }

  private static String id(HttpResponse<String> created) {
    return created.headers().firstValue("Session-Id").orElseThrow();
  }

  /** Whether the session was there; anything but 404 and what was expected is a mistake of ours. */
  private static boolean isThere(HttpResponse<String> answer, int expected) {
    if (answer.statusCode() != expected && answer.statusCode() != 404) {
      boolean isProblem = answer.statusCode() >= 400; // anything else may hold an id
      throw new IllegalStateException(answer + (isProblem ? answer.body() : ""));
    }
    return answer.statusCode() == expected;
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IllegalStateException("no JSON from Vedette", e);
    }
  }
}
