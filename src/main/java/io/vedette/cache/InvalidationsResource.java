package io.vedette.cache;

import io.vedette.access.Requires;
import io.vedette.background.Background;
import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.credential.Scope;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Many entries at once, named by what they have in common. */
@ApplicationScoped
@Path("caches/{cache}/invalidations")
public class InvalidationsResource {
  private static final String COLLECTION = "invalidations";
  private static final int LARGEST = 1024 * 1024;

  @Inject Invalidations invalidations;
  @Inject Background background;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> invalidate(@PathParam("cache") String cache) {
    Query.none(request);
    CacheName name = new CacheName(cache);
    JsonObject body = JsonBody.object(request, InvalidationRequest.MEMBERS, LARGEST);
    InvalidationRequest asked = InvalidationRequest.of(body);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    boolean behind = Prefer.respondAsync(request);
    return idempotency
        .of(request, name.scope(COLLECTION))
        .answer(
            attempt -> {
              Policy policy = policies.policyToWrite(name);
              WriteOptions options = writeRequests.of(preferred, policy.durability(), attempt);
              return behind ? behind(body, name, options) : run(asked, name, options);
            });
  }

  /** As a task, RFC 7240, section 4.1. */
  private CompletionStage<Response> behind(
      JsonObject asked, CacheName cache, WriteOptions options) {
    return background
        .submit(
            InvalidationWork.TYPE,
            cache.text(),
            InvalidationWork.payload(cache, asked, options.durability()),
            options)
        .thenApply(BackgroundAnswer::of)
        .thenApply(answer -> Prefer.applied(answer, Optional.of(applied(options))));
  }

  private static String applied(WriteOptions options) {
    return options.preference().map(it -> "respond-async, " + it).orElse("respond-async");
  }

  private CompletionStage<Response> run(
      InvalidationRequest asked, CacheName cache, WriteOptions options) {
    return asked
        .run(invalidations, cache, options.durability(), told -> {})
        .thenApply(invalidated -> JsonAnswer.ok(InvalidationWork.document(invalidated)).build())
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }
}
