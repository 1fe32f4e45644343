package io.vedette.cache;

import io.vedette.http.JsonAnswer;
import io.vedette.http.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Caches and their policies. */
@ApplicationScoped
@Path("caches/{cache}")
public class CachesResource {
  @Inject CacheConfig config;
  @Context HttpServletRequest request;

  @GET
  @Produces("application/json")
  public Response policy(@PathParam("cache") String cache) {
    Query.none(request);
    CacheName name = new CacheName(cache);
    return JsonAnswer.ok(document(name)).build();
  }

  private JsonObject document(CacheName name) {
    Policy policy = config.policy(name);
    JsonObjectBuilder document =
        Json.createObjectBuilder()
            .add("name", name.text())
            .add("fixed", config.named().containsKey(name))
            .add("ttl", policy.ttl().toSeconds())
            .add("maxTtl", policy.maxTtl().toSeconds());
    policy.idle().ifPresent(idle -> document.add("idle", idle.toSeconds()));
    return document
        .add("maxBytes", policy.maxBytes())
        .add("public", policy.shared())
        .add("immortal", policy.immortal())
        .add("conditional", policy.conditional())
        .build();
  }
}
