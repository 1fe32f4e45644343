package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Requires;
import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.fill.FillLeases;
import io.vedette.cache.fill.FillLeases.Answer;
import io.vedette.cache.fill.FillLeases.State;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Honours;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Problems;
import io.vedette.idempotency.Idempotency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Leases to fill entries, for those who know that they want to, and to give them back. */
@ApplicationScoped
@Path("caches/{cache}/fill-leases/{key: .+}")
public class FillLeasesResource {
  private static final String COLLECTION = "fill-leases";
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject FillLeases leases;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> ask(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request, "ttl");
    Duration time = entry.query().duration("ttl", LONGEST).orElse(USUAL);
    JsonBody.optionalObject(request, List.of());
    return idempotency
        .of(request, entry.cache().scope(COLLECTION))
        .answer(
            attempt ->
                leases
                    .ask(entry.cache(), entry.key(), time, attempt)
                    .thenApply(FillLeasesResource::answer));
  }

  private static Response answer(Answer lease) {
    if (lease.state() != State.GIVEN) {
      throw Failure.of(Problem.CONFLICT, "Somebody else has the lease.")
          .with(Outcome.NOT_APPLIED)
          .retryAfter(Duration.ofSeconds(Math.max(1, EntryAnswer.seconds(lease.left()))));
    }
    return JsonAnswer.ok(
            JSON.createObjectBuilder()
                .add("lease", lease.token())
                .add("ttl", EntryAnswer.seconds(lease.left()))
                .build())
        .status(201)
        .header(FillLeases.FIELD, lease.token())
        .build();
  }

  @DELETE
  @Requires(value = Scope.CACHE_WRITE, of = "cache")
  @Honours(FillLeases.FIELD)
  public CompletionStage<Response> release(@PathParam("cache") String cache) {
    EntryRequest entry = EntryRequest.of(cache, COLLECTION, request);
    String token = request.getHeader(FillLeases.FIELD);
    if (token == null) {
      throw Failure.malformed(
          InputError.header(FillLeases.FIELD, "'Fill-Lease' says which lease is given back"));
    }
    return Problems.answered(
        leases
            .release(entry.cache(), entry.key(), token)
            .thenApply(done -> Response.noContent().build()),
        entry.requestId());
  }
}
