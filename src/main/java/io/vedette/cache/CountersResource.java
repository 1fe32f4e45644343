package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Requires;
import io.vedette.cache.bulk.CounterStep;
import io.vedette.cache.bulk.Counters;
import io.vedette.cache.bulk.Counters.Counter;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Counters, one at a time. */
@ApplicationScoped
@Path("caches/{cache}/counters/{key: .+}")
public class CountersResource implements DirectResource {
  /** The cache holds no live counter under this key. */
  static final Problem COUNTER_NOT_FOUND =
      Problem.of("counter-not-found", 404, "There is no such counter");

  private static final String COLLECTION = "counters";

  @Inject Counters counters;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @GET
  @Requires(value = Scope.CACHE_READ, of = "cache")
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> read(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    EntryRequest counter = counter(cache, request);
    return Problems.answered(
        counters
            .read(counter.cache(), counter.key())
            .thenApply(
                found ->
                    answer(
                        found.orElseThrow(
                            () ->
                                Failure.of(
                                    COUNTER_NOT_FOUND,
                                    "The cache has no counter under this key.")))),
        counter.requestId());
  }

  @POST
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> add(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    EntryRequest counter = counter(cache, request);
    JsonObject document = JsonBody.optionalObject(request, CounterStep.MEMBERS);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, counter.cache().scope(COLLECTION))
        .answer(
            attempt -> {
              Policy policy = policies.policyToWrite(counter.cache());
              CounterStep step = CounterStep.of(document, policy);
              return add(counter, step, writeRequests.of(preferred, policy.durability(), attempt));
            });
  }

  private CompletionStage<Response> add(
      EntryRequest counter, CounterStep step, WriteOptions options) {
    return counters
        .add(counter.cache(), counter.key(), step, options)
        .thenApply(CountersResource::answer)
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }

  @DELETE
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Direct
  public CompletionStage<Response> delete(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    EntryRequest counter = counter(cache, request);
    WriteOptions options =
        writeRequests.of(request, policies.policyToWrite(counter.cache()).durability());
    return Problems.answered(
        counters
            .delete(counter.cache(), counter.key(), options)
            .thenApply(done -> Prefer.applied(Response.noContent().build(), options.preference())),
        counter.requestId());
  }

  private EntryRequest counter(String cache, HttpServletRequest request) {
    return EntryRequest.of(cache, COLLECTION, request);
  }

  private static Response answer(Counter counter) {
    return JsonAnswer.ok(
            JSON.createObjectBuilder()
                .add("value", counter.value())
                .add("ttl", EntryAnswer.seconds(counter.left()))
                .build())
        .build();
  }
}
