package io.vedette.http;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.failure.Suggestion;
import io.vedette.failure.Taken;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as the content of a request: a member given twice and anything after the document are
 * malformed, and what is too deep or too much to be parsed.
 */
public final class JsonBody {
  private static final String DOCUMENT = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int LARGEST = 64 * 1024;
  private static final byte[] OPEN = {'[', '\n'};
  private static final byte[] CLOSE = {'\n', ']'};
  private static final JsonReaderFactory READERS =
      JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private JsonBody() {}

  /**
   * Reads an object; an unknown member is malformed.
   *
   * @param known the members that may be there
   */
  public static JsonObject object(HttpServletRequest request, Collection<String> known) {
    return object(request, known, LARGEST);
  }

  /** The same for a document of up to {@code limit} bytes. */
  public static JsonObject object(HttpServletRequest request, Collection<String> known, int limit) {
    return known(object(value(request, limit)), known);
  }

  /** The same where no member must be there: then no content at all is an empty object. */
  public static JsonObject optionalObject(
      HttpServletRequest request, Collection<String> known, int limit) {
    byte[] content = RequestBody.bytes(request, limit);
    if (content.length == 0) {
      return JsonValue.EMPTY_JSON_OBJECT; // many clients name a type for what they do not send
    }
    checkType(request, DOCUMENT);
    return known(object(parsed(request, content)), known);
  }

  /** The same for a small document. */
  public static JsonObject optionalObject(HttpServletRequest request, Collection<String> known) {
    return optionalObject(request, known, LARGEST);
  }

  private static JsonObject known(JsonObject object, Collection<String> known) {
    for (String member : object.keySet()) {
      if (!known.contains(member)) {
        throw Failure.malformed(
            InputError.pointer(
                "/" + Json.encodePointer(member),
                "unknown member '%s': %s".formatted(member, Suggestion.among(known, member))));
      }
    }
    return object;
  }

  /** Reads any value. */
  public static JsonValue value(HttpServletRequest request, int limit) {
    return read(request, DOCUMENT, limit);
  }

  /** Reads an object with any members. */
  public static JsonObject anyObject(HttpServletRequest request, int limit) {
    return object(value(request, limit));
  }

  /** Reads a merge patch of an object, RFC 7396. */
  public static JsonObject mergePatch(HttpServletRequest request, int limit) {
    return object(read(request, MERGE_PATCH, limit));
  }

  private static JsonValue read(HttpServletRequest request, String mediaType, int limit) {
    checkType(request, mediaType);
    return parsed(request, RequestBody.bytes(request, limit));
  }

  private static void checkType(HttpServletRequest request, String mediaType) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals(mediaType)) {
      throw Failure.of(Problem.UNSUPPORTED_MEDIA_TYPE, "This takes %s.".formatted(mediaType))
          .with(Outcome.NOT_APPLIED)
          .taking(Taken.Kind.MEDIA_TYPE, mediaType);
    }
  }

  private static JsonValue parsed(HttpServletRequest request, byte[] content) {
    JsonShape shape = JsonShape.of(content);
    shape
        .fault()
        .ifPresent(
            fault -> {
              throw Failure.malformed(InputError.pointer("", fault));
            });
    RequestBody.hold(request, shape.parsedBytes());
    return parsed(content);
  }

  private static JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw Failure.malformed(InputError.pointer("", "the content is not a JSON object"));
  }

  private static JsonValue parsed(byte[] content) {
    try (JsonReader reader = READERS.createReader(asOnlyItem(content))) {
      JsonArray items = reader.readArray();
      if (items.size() != 1) {
        throw new IllegalStateException("not one document");
      }
      return items.get(0);
    } catch (JsonParsingException e) {
      throw Failure.malformed(
          InputError.pointer(
              "",
              "the content is not JSON: see line %d, column %d"
                  .formatted(
                      e.getLocation().getLineNumber() - 1, e.getLocation().getColumnNumber())));
    } catch (JsonException | IllegalStateException | ClassCastException | NumberFormatException e) {
      throw Failure.malformed(InputError.pointer("", "the content is not JSON in UTF-8"));
    }
  }

  /** A reader stops behind the first document; inside an array it must read to the end. */
  private static InputStream asOnlyItem(byte[] content) {
    return new SequenceInputStream(
        new ByteArrayInputStream(OPEN),
        new SequenceInputStream(
            new ByteArrayInputStream(content), new ByteArrayInputStream(CLOSE)));
  }
}
