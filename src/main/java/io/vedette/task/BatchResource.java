package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Outcome;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.batch.BatchStore;
import io.vedette.task.batch.NewBatch;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One batch: many tasks that end in one. */
@ApplicationScoped
@Path("batches/{batch}")
public class BatchResource {
  @Inject TaskConfig config;
  @Inject BatchStore store;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @PUT
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> set(@PathParam("batch") String text) {
    Query.none(request);
    String name = TaskPath.batch(text);
    NewBatch batch =
        NewBatch.of(
            JsonBody.object(request, NewBatch.MEMBERS, 2 * config.largestDocument()), config);
    Caller caller = Caller.of(request);
    caller.require(Scope.TASK_SUBMIT, batch.queue().text());
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        store
            .set(name, batch, caller.id(), options)
            .thenCompose(made -> readBack(name, batch.queue(), made ? 201 : 200))
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        RequestId.of(request));
  }

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("batch") String text) {
    Query.none(request);
    String name = TaskPath.batch(text);
    Caller caller = Caller.of(request);
    return Problems.answered(
        store
            .find(name)
            .thenApply(queue -> queue.orElseThrow(BatchStore::notFound))
            .thenCompose(
                queue -> {
                  TaskPath.requireSight(caller, queue);
                  return read(name, queue, 200);
                }),
        RequestId.of(request));
  }

  @POST
  @Path("seal")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> seal(@PathParam("batch") String text) {
    Query.none(request);
    String name = TaskPath.batch(text);
    JsonBody.optionalObject(request, List.of());
    Caller caller = Caller.of(request);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, "batches/" + name)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return Outcome.NOT_APPLIED
                  .unlessTold(store.find(name))
                  .thenApply(queue -> queue.orElseThrow(BatchStore::absent))
                  .thenCompose(queue -> seal(caller, name, queue, options))
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  private CompletionStage<Response> seal(
      Caller caller, String name, QueueName queue, WriteOptions options) {
    caller.require(Scope.TASK_SUBMIT, queue.text());
    return store
        .seal(name, queue, options.durability())
        .thenCompose(done -> readBack(name, queue, 200));
  }

  private CompletionStage<Response> readBack(String name, QueueName queue, int status) {
    return Outcome.APPLIED.unlessTold(read(name, queue, status));
  }

  private CompletionStage<Response> read(String name, QueueName queue, int status) {
    return store
        .read(name, queue)
        .thenApply(found -> found.orElseThrow(BatchStore::notFound))
        .thenApply(batch -> JsonAnswer.ok(batch.document()).status(status).build());
  }
}
