package io.vedette.cache;

import io.vedette.cache.Invalidations.Mode;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestBody;
import io.vedette.http.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The policy of a cache. */
@ApplicationScoped
@Path("caches/{cache}")
public class CachesResource {
  @Inject CacheConfig config;
  @Inject PolicyBook policies;
  @Inject PolicyStore store;
  @Inject Invalidations invalidations;
  @Context HttpServletRequest request;

  @GET
  @Produces("application/json")
  public Response policy(@PathParam("cache") String cache) {
    Query.none(request);
    return PolicyAnswer.found(new CacheName(cache), policies, Conditions.of(request));
  }

  @PUT
  public CompletionStage<Response> set(@PathParam("cache") String cache) {
    CacheName name = changeable(cache);
    Policy policy =
        PolicyDocument.read(RequestBody.json(request, PolicyDocument.MEMBERS), config.common());
    String target = request.getRequestURI();
    return Problems.answered(
        store
            .write(name, policy, Conditions.of(request))
            .thenCompose(
                change ->
                    policies
                        .follow(change)
                        .thenApply(known -> PolicyAnswer.written(change, target))),
        RequestId.of(request));
  }

  @DELETE
  public CompletionStage<Response> delete(@PathParam("cache") String cache) {
    CacheName name = changeable(cache);
    return Problems.answered(
        store
            .delete(name, Conditions.of(request))
            .thenCompose(
                change ->
                    change
                        .map(it -> policies.follow(it).thenCompose(known -> clearAfterChange(name)))
                        .orElseGet(() -> clear(name)))
            .thenApply(invalidated -> Response.noContent().build()),
        RequestId.of(request));
  }

  private CompletionStage<Long> clear(CacheName cache) {
    return invalidations.prefix(cache, new byte[0], Mode.HARD);
  }

  /** The policy is gone, whatever a failure says of the entries. */
  private CompletionStage<Long> clearAfterChange(CacheName cache) {
    return clear(cache)
        .exceptionally(
            cause -> {
              Throwable known = cause instanceof CompletionException ? cause.getCause() : cause;
              throw known instanceof Failure failure
                  ? failure.with(Outcome.UNKNOWN)
                  : new CompletionException(known);
            });
  }

  private CacheName changeable(String cache) {
    Query.none(request);
    Prefer.refuseDurability(request);
    CacheName name = new CacheName(cache);
    if (policies.isFixed(name)) {
      throw Failure.of(
              Problem.CONFLICT,
              "The policy of this cache is fixed by configuration; its entries can be invalidated.")
          .with(Outcome.NOT_APPLIED);
    }
    return name;
  }
}
