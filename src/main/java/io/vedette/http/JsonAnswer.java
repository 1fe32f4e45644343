package io.vedette.http;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;

/** JSON documents as answers. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /** 200 with the document; it is about the present moment, hence not to be stored. */
  public static Response.ResponseBuilder ok(JsonObject document) {
    return Response.ok(document.toString(), "application/json").header("Cache-Control", "no-store");
  }
}
