package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.cache.SeparateOperations.Way;
import io.vedette.cache.bulk.AtomicBatches;
import io.vedette.cache.bulk.Batch;
import io.vedette.cache.bulk.BatchOperation;
import io.vedette.cache.bulk.BatchOutcome;
import io.vedette.cache.bulk.BatchResult;
import io.vedette.cache.entry.ReadRoom;
import io.vedette.cache.fill.Selection;
import io.vedette.cache.policy.CacheName;
import io.vedette.cache.policy.Capacity;
import io.vedette.cache.policy.Policies;
import io.vedette.cache.policy.Policy;
import io.vedette.cache.stats.CacheMetrics;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.traffic.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Many operations in one request. */
@ApplicationScoped
@Path("caches/{cache}/batch")
public class BatchResource implements DirectResource {
  private static final String COLLECTION = "batch";
  private static final int LARGEST = 4 * 1024 * 1024;

  @Inject SeparateOperations separate;
  @Inject Selection selection;
  @Inject AtomicBatches atomic;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Inject CacheMetrics metrics;

  @POST
  @Requires(
      value = {Scope.CACHE_READ, Scope.CACHE_WRITE},
      of = "cache")
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> run(
      @PathParam("cache") String cache, @Context HttpServletRequest request) {
    Query.none(request);
    CacheName name = new CacheName(cache);
    JsonObject document = JsonBody.object(request, Batch.MEMBERS, LARGEST);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    String requestId = RequestId.of(request);
    Admission admission = AdmittedRequest.admission(request);
    Caller caller = Caller.of(request);
    Map<String, String> fields = selection.fields(name, request);
    return idempotency
        .of(request, name.scope(COLLECTION), fields.keySet())
        .answer(
            attempt -> {
              Policy policy = policies.policyToWrite(name);
              Batch batch = Batch.of(document, policy);
              batch.scopes().forEach(scope -> caller.require(scope, cache));
              WriteOptions options = writeRequests.of(preferred, policy.durability(), attempt);
              ReadRoom room = new ReadRoom(admission, batch.reads());
              Way way = new Way(options, room, fields, requestId);
              return (batch.atomic()
                      ? together(name, batch, policy.capacity(), options)
                      : separate.run(name, batch.operations(), way))
                  .thenApply(done -> answer(done, options));
            });
  }

  private CompletionStage<List<JsonObject>> together(
      CacheName cache, Batch batch, Capacity capacity, WriteOptions options) {
    return atomic
        .run(cache, batch.operations(), capacity, options)
        .thenApply(outcome -> results(cache, batch, outcome));
  }

  private List<JsonObject> results(CacheName cache, Batch batch, BatchOutcome outcome) {
    if (!outcome.failed().isEmpty()) {
      throw Failure.of(
              Problem.PRECONDITION_FAILED,
              "Nothing was changed: the conditions of these operations, counted from 0, do not"
                  + " hold: "
                  + outcome.failed())
          .with(Outcome.NOT_APPLIED);
    }
    List<JsonObject> results = new ArrayList<>();
    for (int i = 0; i < batch.operations().size(); i++) {
      BatchOperation operation = batch.operations().get(i);
      results.add(
          outcome
              .written()
              .get(i)
              .map(written -> metrics.stored(cache, operation.size(), written))
              .map(BatchResult::written)
              .orElseGet(BatchResult::deleted));
    }
    return results;
  }

  private static Response answer(List<JsonObject> results, WriteOptions options) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    results.forEach(array::add);
    Response answer =
        JsonAnswer.ok(JSON.createObjectBuilder().add("results", array).build()).build();
    // Whether it passes over or not: these were not finished.
    if (results.stream().anyMatch(result -> result.getInt("status") >= 500)) {
      options.attempt().unfinished();
      return answer;
    }
    return Prefer.applied(answer, options.preference());
  }
}
