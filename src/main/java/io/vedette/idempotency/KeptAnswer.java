package io.vedette.idempotency;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;

/** An answer as it is kept: its status, its fields and its text. */
final class KeptAnswer {
  private KeptAnswer() {}

  /** The text to keep of an answer, whose content is text or nothing. */
  static String of(Response answer) {
    JsonArrayBuilder fields = JSON.createArrayBuilder();
    answer
        .getStringHeaders()
        .forEach((name, values) -> values.forEach(value -> fields.add(name).add(value)));
    JsonObjectBuilder kept =
        JSON.createObjectBuilder().add("status", answer.getStatus()).add("fields", fields);
    if (answer.getEntity() instanceof String text) {
      kept.add("text", text);
    } else if (answer.getEntity() != null) {
      throw new IllegalStateException("only text is kept");
    }
    return kept.build().toString();
  }

  /** The answer again. */
  static Response again(String kept) {
    try (JsonReader reader = JSON.createReader(new StringReader(kept))) {
      JsonObject answer = reader.readObject();
      Response.ResponseBuilder again = Response.status(answer.getInt("status"));
      JsonArray fields = answer.getJsonArray("fields");
      for (int i = 0; i + 1 < fields.size(); i += 2) {
        again.header(fields.getString(i), fields.getString(i + 1));
      }
      JsonValue text = answer.get("text");
      return text instanceof JsonString content
          ? again.entity(content.getString()).build()
          : again.build();
    }
  }
}
