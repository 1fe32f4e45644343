package io.vedette.cache;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.cache.bulk.AtomicBatches;
import io.vedette.cache.bulk.Batch;
import io.vedette.cache.bulk.BatchOperation;
import io.vedette.cache.bulk.BatchOperation.Kind;
import io.vedette.cache.bulk.BatchOutcome;
import io.vedette.cache.bulk.BatchResult;
import io.vedette.cache.entry.EntryKey;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.ReadMode;
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
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.thread.AsyncSemaphore;
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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many operations in one request. */
@ApplicationScoped
@Path("caches/{cache}/batch")
public class BatchResource {
  private static final String COLLECTION = "batch";
  private static final int LARGEST = 4 * 1024 * 1024;

  /**
   * Calls to Redis of all batches at the same time: enough to keep it busy, and few enough to be
   * answered within their deadline.
   */
  static final int MOST_CALLS = 500;

  @Inject EntryStore store;
  @Inject Selection selection;
  @Inject AtomicBatches atomic;
  @Inject AsyncSemaphore calls;
  @Inject Policies policies;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Inject CacheMetrics metrics;
  @Context HttpServletRequest request;

  @POST
  @Requires(
      value = {Scope.CACHE_READ, Scope.CACHE_WRITE},
      of = "cache")
  @Produces("application/json")
  public CompletionStage<Response> run(@PathParam("cache") String cache) {
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
              return run(name, batch, new Way(policy.capacity(), options, room, fields, requestId));
            });
  }

  private CompletionStage<Response> run(CacheName cache, Batch batch, Way way) {
    CompletionStage<List<JsonObject>> results =
        batch.atomic() ? together(cache, batch, way) : each(cache, batch, way);
    return results.thenApply(done -> answer(done, way.options()));
  }

  private CompletionStage<List<JsonObject>> together(CacheName cache, Batch batch, Way way) {
    return atomic
        .run(cache, batch.operations(), way.capacity(), way.options())
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

  /** How the operations of one request are done. */
  private record Way(
      Capacity capacity,
      WriteOptions options,
      ReadRoom room,
      Map<String, String> fields,
      String requestId) {}

  /** Begun without waiting for each other, unless they are on one key: those are in order. */
  private CompletionStage<List<JsonObject>> each(CacheName cache, Batch batch, Way way) {
    Map<ByteBuffer, CompletionStage<JsonObject>> last = new HashMap<>();
    List<CompletableFuture<JsonObject>> results = new ArrayList<>();
    for (BatchOperation operation : batch.operations()) {
      CompletionStage<JsonObject> result =
          last.compute(
              ByteBuffer.wrap(operation.key().bytes()),
              (key, before) ->
                  before == null
                      ? answered(inTurn(cache, operation, way), way)
                      : before.thenCompose(
                          done -> answered(behind(done, cache, operation, way), way)));
      results.add(result.toCompletableFuture());
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .whenComplete((done, thrown) -> way.room().close())
        .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
  }

  /** What waits for replicas must not hold up what does not; it goes in groups of its own. */
  private CompletionStage<JsonObject> inTurn(CacheName cache, BatchOperation operation, Way way) {
    boolean quick = operation.kind() == Kind.GET || way.options().durability() == Durability.NONE;
    return quick ? calls.run(() -> one(cache, operation, way)) : one(cache, operation, way);
  }

  private static CompletionStage<JsonObject> answered(CompletionStage<JsonObject> done, Way way) {
    return done.exceptionally(thrown -> BatchResult.failed(thrown, way.requestId()));
  }

  /** What has not ended may be applied later: nothing can be done in order behind it. */
  private CompletionStage<JsonObject> behind(
      JsonObject before, CacheName cache, BatchOperation operation, Way way) {
    if (before.getInt("status") < 500) {
      return inTurn(cache, operation, way);
    }
    Failure failure =
        Failure.of(Problem.STORE_UNAVAILABLE, "An operation on this key before it has failed.");
    return CompletableFuture.failedStage(
        operation.kind() == Kind.GET ? failure : failure.with(Outcome.NOT_APPLIED));
  }

  private CompletionStage<JsonObject> one(CacheName cache, BatchOperation operation, Way way) {
    EntryKey key = operation.key();
    return switch (operation.kind()) {
      case GET ->
          selection
              .choose(cache, key, way.fields())
              .thenCompose(
                  chosen -> store.read(cache, chosen.key(), wanted(operation, chosen), way.room()))
              .thenApply(read -> metrics.read(cache, read))
              .thenApply(BatchResult::read);
      case PUT ->
          store
              .write(
                  cache,
                  key,
                  operation.entry().orElseThrow(),
                  operation.conditions(),
                  way.options())
              .thenApply(written -> metrics.stored(cache, operation.size(), written))
              .thenApply(BatchResult::written);
      case DELETE ->
          store
              .delete(cache, key, operation.conditions(), way.options())
              .thenApply(done -> BatchResult.deleted());
    };
  }

  private static Wanted wanted(BatchOperation operation, Selection.Chosen chosen) {
    return new Wanted(
        ReadMode.VALUE, operation.conditions(), Duration.ZERO, Duration.ZERO, chosen.version());
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
