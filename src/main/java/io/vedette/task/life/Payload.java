package io.vedette.task.life;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.http.JsonMembers;
import io.vedette.redis.Fields;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What a task is about, or what came of it: bytes of a media type. In a document JSON stands as
 * itself, and anything else as {@code {"mediaType","base64"}}.
 */
public final class Payload {
  private static final Set<String> OF_BYTES = Set.of("mediaType", "base64");
  private static final String JSON_TYPE = "application/json";

  private final String mediaType;
  private final byte[] bytes;

  /**
   * Of any bytes.
   *
   * @param mediaType empty for JSON that stands in documents as itself
   */
  public Payload(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /** JSON, compact. */
  public static Payload of(JsonValue value) {
    return new Payload("", Fields.utf8(value.toString()));
  }

  /**
   * Reads a member of a document.
   *
   * @throws io.vedette.failure.Failure malformed when it says that it is bytes, and they are none
   */
  public static Payload of(JsonMembers members, String name, JsonValue value) {
    if (value instanceof JsonObject object && object.keySet().equals(OF_BYTES)) {
      if (object.get("mediaType") instanceof JsonString type
          && object.get("base64") instanceof JsonString text) {
        return decoded(text.getString())
            .map(bytes -> new Payload(checked(members, name, type.getString()), bytes))
            .orElseThrow(() -> members.refused(name, "'base64' is base64, RFC 4648, section 4"));
      }
      throw members.refused(name, "'mediaType' and 'base64' are strings");
    }
    return of(value);
  }

  private static String checked(JsonMembers members, String name, String mediaType) {
    if (mediaType.isEmpty() || mediaType.length() > 255 || !isVisible(mediaType)) {
      throw members.refused(name, "'mediaType' is a media type, RFC 9110, section 8.3.1");
    }
    return mediaType;
  }

  private static boolean isVisible(String text) {
    return text.indexOf('/') > 0 && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #stored} gave; empty when there was none. */
  public static Optional<Payload> stored(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        String type = Fields.latin1(Arrays.copyOf(text, i));
        return Optional.of(new Payload(type, Arrays.copyOfRange(text, i + 1, text.length)));
      }
    }
    return Optional.empty();
  }

  /** As it is in Redis: the media type, a line feed, the bytes. */
  public byte[] stored() {
    byte[] type = Fields.latin1(mediaType);
    byte[] text = Arrays.copyOf(type, type.length + 1 + bytes.length);
    text[type.length] = '\n';
    System.arraycopy(bytes, 0, text, type.length + 1, bytes.length);
    return text;
  }

  /** The bytes themselves; nobody changes them. */
  public byte[] bytes() {
    return bytes;
  }

  /** The media type as a field tells it. */
  public String contentType() {
    return mediaType.isEmpty() ? JSON_TYPE : mediaType;
  }

  /** As it stands in a document: JSON is not read for it. */
  public String json() {
    return mediaType.isEmpty()
        ? new String(bytes, StandardCharsets.UTF_8)
        : "{\"mediaType\":%s,\"base64\":\"%s\"}"
            .formatted(JSON.createValue(mediaType), Base64.getEncoder().encodeToString(bytes));
  }

  /** The JSON that it is. */
  public JsonValue read() {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
      return reader.readValue();
    }
  }
}
