package io.vedette.task;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.IdempotentRequest;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueDocument;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueStore;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.system.BulkFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One queue. It needs no creation: of one that nobody has used everything is as usual. */
@ApplicationScoped
@Path("queues/{queue}")
public class QueueResource {
  private static final List<String> PAUSE = List.of("until", "reason");
  private static final int LONGEST_REASON = 500;

  @Inject TaskConfig config;
  @Inject QueueStore store;
  @Inject TaskStore tasks;
  @Inject BulkAnswer bulk;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = new QueueName(name);
    return Problems.answered(
        store.read(queue).thenApply(state -> JsonAnswer.ok(QueueDocument.of(queue, state)).build()),
        RequestId.of(request));
  }

  @PUT
  @Requires(value = Scope.ADMIN, of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> set(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = TaskPath.open(name);
    JsonObject document = JsonBody.object(request, QueueStore.SETTINGS);
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        done(store.set(queue, document, options.durability()), options), RequestId.of(request));
  }

  @POST
  @Path("pause")
  @Requires(value = Scope.ADMIN, of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> pause(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = TaskPath.open(name);
    JsonMembers members = new JsonMembers(JsonBody.optionalObject(request, PAUSE), "", PAUSE);
    Optional<Instant> until = members.instant("until");
    String reason = members.text("reason").orElse("");
    if (reason.length() > LONGEST_REASON) {
      throw members.refused("reason", "'reason' has at most 500 characters");
    }
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(queue)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return done(store.pause(queue, until, reason, options.durability()), options);
            });
  }

  @POST
  @Path("resume")
  @Requires(value = Scope.ADMIN, of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> resume(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = TaskPath.open(name);
    JsonBody.optionalObject(request, List.of());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(queue)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return done(store.resume(queue, options.durability()), options);
            });
  }

  @POST
  @Path("purge")
  @Requires(value = Scope.ADMIN, of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> purge(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = TaskPath.open(name);
    JsonBody.optionalObject(request, List.of());
    BulkFilter waiting = BulkFilter.waiting(queue, tasks.now());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(queue)
        .answer(
            attempt ->
                bulk.begin(
                    TaskAction.CANCEL,
                    waiting,
                    writeRequests.of(preferred, config.durability(), attempt)));
  }

  private IdempotentRequest requested(QueueName queue) {
    return idempotency.of(request, queue.scope("settings"));
  }

  private static CompletionStage<Response> done(
      CompletionStage<Void> change, WriteOptions options) {
    return change
        .thenApply(done -> TaskAnswer.none(204).build())
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }
}
