package io.vedette.session;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.redis.Fields;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes of attributes, which are done together.
 *
 * @param whole whether attributes that are not named go
 * @param condition the attribute that the conditions of the request are about, empty for the
 *     session
 */
record AttributeChanges(boolean whole, Optional<AttributeName> condition, List<Change> changes) {
  /** The most attributes of a session. */
  static final int MOST = 1000;

  /** What becomes of an attribute. */
  enum Kind {
    SET,
    MERGE,
    REMOVE
  }

  /**
   * A change of one attribute.
   *
   * @param value a compact JSON text; empty when it goes
   */
  record Change(Kind kind, AttributeName name, String value) {}

  AttributeChanges {
    changes = List.copyOf(changes);
  }

  /** All attributes at once. */
  static AttributeChanges replace(JsonObject attributes, String place) {
    return new AttributeChanges(true, Optional.empty(), changes(attributes, place, Kind.SET));
  }

  /** A merge patch, RFC 7396: {@code null} removes, an object goes into the one that is there. */
  static AttributeChanges merge(JsonObject patch) {
    return new AttributeChanges(false, Optional.empty(), changes(patch, "", Kind.MERGE));
  }

  /** One attribute. */
  static AttributeChanges set(AttributeName name, JsonValue value) {
    return one(name, new Change(Kind.SET, name, value.toString()));
  }

  /** One attribute goes. */
  static AttributeChanges remove(AttributeName name) {
    return one(name, new Change(Kind.REMOVE, name, ""));
  }

  private static AttributeChanges one(AttributeName name, Change change) {
    return new AttributeChanges(false, Optional.of(name), List.of(change));
  }

  private static List<Change> changes(JsonObject attributes, String place, Kind kind) {
    List<Change> changes = new ArrayList<>();
    attributes.forEach(
        (text, value) -> {
          AttributeName name =
              AttributeName.parse(text)
                  .orElseThrow(
                      () ->
                          Failure.malformed(
                              InputError.pointer(
                                  place + "/" + Json.encodePointer(text),
                                  "the name of an attribute has " + AttributeName.FORM)));
          changes.add(
              kind == Kind.MERGE && value.getValueType() == JsonValue.ValueType.NULL
                  ? new Change(Kind.REMOVE, name, "")
                  : new Change(kind, name, value.toString()));
        });
    return changes;
  }

  /** Whether it is about one attribute, which is gone then. */
  boolean removesOne() {
    return condition.isPresent() && changes.get(0).kind() == Kind.REMOVE;
  }

  /** The bytes of all names and values that are set. */
  int bytes() {
    return changes.stream()
        .mapToInt(change -> Attribute.bytes(change.name().text(), change.value()))
        .sum();
  }

  /** As the script that changes attributes takes them. */
  List<byte[]> arguments() {
    List<byte[]> arguments = new ArrayList<>();
    for (Change change : changes) {
      arguments.add(Fields.ascii(change.kind().name().toLowerCase(Locale.ROOT)));
      arguments.add(Fields.ascii(change.name().text()));
      arguments.add(Fields.utf8(change.value()));
    }
    return arguments;
  }
}
