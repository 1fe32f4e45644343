package io.vedette.push;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Cases that others have published, one a row, which tells its source: standard-webhooks (MIT) and
 * svix-webhooks (MIT) for signatures; stripe/smokescreen (MIT), web-platform-tests (BSD-3-Clause)
 * and the registries of IANA for addresses.
 */
final class Vectors {
  private Vectors() {}

  private static Stream<JsonObject> rows(String file) {
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(file));
        JsonReader reader = Json.createReader(in)) {
      JsonArray rows = reader.readArray();
      return rows.getValuesAs(JsonObject.class).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of signatures of one kind: {@code sign}, {@code verify} or {@code secret}. */
  static List<JsonObject> webhooks(String kind) {
    return rows("webhook-vectors.json").filter(row -> row.getString("kind").equals(kind)).toList();
  }

  /** Those of addresses and URLs. */
  static List<JsonObject> addresses() {
    return rows("ssrf-addresses.json").toList();
  }

  /** Those for which the outcome is another one than a row says. */
  static List<JsonObject> wrong(List<JsonObject> rows, Predicate<JsonObject> right) {
    return rows.stream().filter(right.negate()).toList();
  }
}
