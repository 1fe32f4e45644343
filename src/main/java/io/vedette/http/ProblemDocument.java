package io.vedette.http;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** A failure as {@code application/problem+json}, RFC 9457. */
public final class ProblemDocument {
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemDocument() {}

  /** The document as text. */
  public static String of(Failure failure, String requestId) {
    return json(failure, requestId).toString();
  }

  /**
   * The document.
   *
   * @param requestId becomes {@code instance}
   */
  static JsonObject json(Failure failure, String requestId) {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("type", "urn:vedette:problem:" + failure.problem().code())
            .add("title", failure.problem().title())
            .add("status", failure.problem().status())
            .add("detail", failure.detail())
            .add("instance", requestId)
            .add("retryable", failure.retryable());
    failure.outcome().map(Outcome::word).ifPresent(word -> document.add("outcome", word));
    failure.replicas().ifPresent(count -> document.add("replicas", count));
    if (!failure.errors().isEmpty()) {
      document.add("errors", errors(failure.errors()));
    }
    if (!failure.violated().isEmpty()) {
      document.add("violated-policies", JSON.createArrayBuilder(failure.violated()));
    }
    return document.build();
  }

  private static JsonArrayBuilder errors(List<InputError> errors) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (InputError error : errors) {
      array.add(
          JSON.createObjectBuilder()
              .add(error.place().name().toLowerCase(Locale.ROOT), error.name())
              .add("detail", error.detail()));
    }
    return array;
  }
}
