package io.vedette.cache;

import io.vedette.cache.CacheStore.Reading;
import io.vedette.cache.CacheStore.Wanted;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestBody;
import io.vedette.http.RequestId;
import io.vedette.traffic.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many operations in one request. */
@ApplicationScoped
@Path("caches/{cache}/batch")
public class BatchResource {
  private static final int LARGEST = 4 * 1024 * 1024;

  @Inject CacheStore store;
  @Inject AtomicBatches atomic;
  @Inject PolicyBook policies;
  @Inject CacheMetrics metrics;
  @Context HttpServletRequest request;

  @POST
  @Produces("application/json")
  public CompletionStage<Response> run(@PathParam("cache") String cache) {
    Query.none(request);
    Prefer.refuseDurability(request);
    CacheName name = new CacheName(cache);
    JsonObject document = RequestBody.json(request, Batch.MEMBERS, LARGEST);
    Batch batch = Batch.of(document, policies.policyToWrite(name));
    String requestId = RequestId.of(request);
    Admission admission = AdmittedRequest.admission(request);
    admission.hold(batch.bytesToRead());
    CompletionStage<List<JsonObject>> results =
        batch.atomic() ? together(name, batch) : each(name, batch, admission, requestId);
    return Problems.answered(results.thenApply(BatchResource::answer), requestId);
  }

  private CompletionStage<List<JsonObject>> together(CacheName cache, Batch batch) {
    return atomic
        .run(cache, batch.operations())
        .thenApply(outcome -> results(cache, batch, outcome));
  }

  private List<JsonObject> results(CacheName cache, Batch batch, BatchOutcome outcome) {
    if (!outcome.failed().isEmpty()) {
      throw Failure.of(
              Problem.PRECONDITION_FAILED,
              "Nothing was changed: the conditions of these operations, counted from 0, do not hold: "
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

  /** Sent at once over the few connections: their order among each other is open. */
  private CompletionStage<List<JsonObject>> each(
      CacheName cache, Batch batch, Admission admission, String requestId) {
    List<CompletableFuture<JsonObject>> results =
        batch.operations().stream()
            .map(
                operation ->
                    one(cache, operation, admission)
                        .exceptionally(thrown -> BatchResult.failed(thrown, requestId))
                        .toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
  }

  private CompletionStage<JsonObject> one(
      CacheName cache, BatchOperation operation, Admission admission) {
    EntryKey key = operation.key();
    return switch (operation.kind()) {
      case GET ->
          store
              .read(
                  cache,
                  key,
                  new Wanted(Reading.VALUE, operation.conditions(), Duration.ZERO),
                  admission)
              .thenApply(read -> metrics.read(cache, read))
              .thenApply(BatchResult::read);
      case PUT ->
          store
              .write(cache, key, operation.entry().orElseThrow(), operation.conditions())
              .thenApply(written -> metrics.stored(cache, operation.size(), written))
              .thenApply(BatchResult::written);
      case DELETE ->
          store.delete(cache, key, operation.conditions()).thenApply(done -> BatchResult.deleted());
    };
  }

  private static Response answer(List<JsonObject> results) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    results.forEach(array::add);
    return JsonAnswer.ok(Json.createObjectBuilder().add("results", array).build()).build();
  }
}
