package io.vedette.cache;

import io.vedette.access.Requires;
import io.vedette.cache.bulk.Invalidations;
import io.vedette.cache.bulk.Invalidations.Mode;
import io.vedette.cache.policy.CacheConfig;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.policy.PolicyAnswer;
import io.vedette.cache.policy.PolicyDocument;
import io.vedette.cache.policy.PolicyStore;
import io.vedette.credential.Scope;
import io.vedette.failure.Causes;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.Honours;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.origin.Origins;
import io.vedette.redis.Durability;
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
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The policy of a cache. */
@ApplicationScoped
@Path("caches/{cache}")
public class CachesResource {
  @Inject CacheConfig config;
  @Inject Policies policies;
  @Inject PolicyStore store;
  @Inject Invalidations invalidations;
  @Inject Origins origins;
  @Inject WriteRequests writeRequests;
  @Context HttpServletRequest request;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Produces("application/json")
  public Response policy(@PathParam("cache") String cache) {
    Query.none(request);
    return PolicyAnswer.found(new CacheName(cache), policies, Conditions.of(request));
  }

  @PUT
  @Requires(value = Scope.ADMIN, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  public CompletionStage<Response> set(@PathParam("cache") String cache) {
    CacheName name = changeable(cache);
    Policy policy =
        PolicyDocument.read(JsonBody.object(request, PolicyDocument.MEMBERS), config.common());
    policy.readThrough().origin().ifPresent(this::checkOrigin);
    WriteOptions options = writeRequests.of(request, policy.durability());
    String target = request.getRequestURI();
    return Problems.answered(
        store
            .write(name, policy, Conditions.of(request), options)
            .thenCompose(
                change ->
                    policies
                        .follow(change)
                        .thenApply(known -> PolicyAnswer.written(change, target)))
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        RequestId.of(request));
  }

  /** Where values come from only the configuration says. */
  private void checkOrigin(String name) {
    if (!origins.names().contains(name)) {
      throw Failure.malformed(
          InputError.pointer(
              "/origin", "'origin' is one of those that are configured: " + origins.names()));
    }
  }

  @DELETE
  @Requires(value = Scope.ADMIN, of = "cache")
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  public CompletionStage<Response> delete(@PathParam("cache") String cache) {
    CacheName name = changeable(cache);
    WriteOptions options = writeRequests.of(request, policies.policyToWrite(name).durability());
    return Problems.answered(
        store
            .delete(name, Conditions.of(request), options)
            .thenCompose(deleted -> clear(name, deleted, options.durability()))
            .thenApply(done -> Prefer.applied(Response.noContent().build(), options.preference())),
        RequestId.of(request));
  }

  /** The entries go, also when the replicas did not hear of the policy. */
  private CompletionStage<Void> clear(
      CacheName cache, PolicyStore.Deleted deleted, Durability durability) {
    Durability now = deleted.unkept().isPresent() ? Durability.NONE : durability;
    CompletionStage<Long> cleared =
        deleted
            .change()
            .map(it -> policies.follow(it).thenCompose(known -> clearAfterChange(cache, now)))
            .orElseGet(() -> clear(cache, now));
    return cleared.thenAccept(
        invalidated ->
            deleted
                .unkept()
                .ifPresent(
                    failure -> {
                      throw failure;
                    }));
  }

  private CompletionStage<Long> clear(CacheName cache, Durability durability) {
    return invalidations.prefix(cache, new byte[0], Mode.HARD, durability, told -> {});
  }

  /** The policy is gone, whatever a failure says of the entries. */
  private CompletionStage<Long> clearAfterChange(CacheName cache, Durability durability) {
    return clear(cache, durability)
        .exceptionally(
            cause -> {
              Throwable known = Causes.of(cause);
              throw known instanceof Failure failure
                  ? failure.outcome().equals(Optional.of(Outcome.APPLIED))
                      ? failure
                      : failure.with(Outcome.UNKNOWN)
                  : new CompletionException(known);
            });
  }

  private CacheName changeable(String cache) {
    Query.none(request);
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
