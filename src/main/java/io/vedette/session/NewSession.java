package io.vedette.session;

import io.vedette.http.JsonMembers;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session to create.
 *
 * @param device a compact JSON text
 */
record NewSession(
    Optional<Subject> subject,
    AttributeChanges attributes,
    Duration idle,
    Duration absolute,
    Optional<String> device) {
  static final List<String> MEMBERS =
      List.of("subject", "attributes", "idle", "absolute", "device");

  private static final int LARGEST_DEVICE = 1024;

  /** Reads a request. */
  static NewSession of(JsonObject document, SessionConfig config) {
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    Duration absolute = body.duration("absolute", config.maxAbsolute()).orElse(config.absolute());
    Duration usual = config.idle().compareTo(absolute) > 0 ? absolute : config.idle();
    return new NewSession(
        Subject.inJson(body, "subject"),
        attributes(
            object(body, document, "attributes").orElse(JsonObject.EMPTY_JSON_OBJECT), config),
        body.duration("idle", absolute).orElse(usual),
        absolute,
        object(body, document, "device").map(device -> device(body, device)));
  }

  private static AttributeChanges attributes(JsonObject attributes, SessionConfig config) {
    AttributeChanges changes = AttributeChanges.replace(attributes, "/attributes");
    if (changes.bytes() > config.maxBytes()) {
      throw SessionRefusal.tooLarge("bytes", config);
    }
    if (changes.changes().size() > AttributeChanges.MOST) {
      throw SessionRefusal.tooLarge("attributes", config);
    }
    return changes;
  }

  private static Optional<JsonObject> object(JsonMembers body, JsonObject document, String member) {
    return Optional.ofNullable(document.get(member))
        .map(
            value -> {
              if (value instanceof JsonObject object) {
                return object;
              }
              throw body.refused(member, "'%s' is an object".formatted(member));
            });
  }

  private static String device(JsonMembers body, JsonObject device) {
    String text = device.toString();
    if (text.length() > LARGEST_DEVICE) {
      throw body.refused(
          "device", "'device' has at most %d characters as JSON".formatted(LARGEST_DEVICE));
    }
    return text;
  }
}
