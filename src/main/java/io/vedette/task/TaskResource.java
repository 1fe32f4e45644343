package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Conditions;
import io.vedette.http.Honours;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.Payload;
import io.vedette.task.life.Task;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskRefusal;
import io.vedette.task.life.TaskStore;
import io.vedette.task.life.TaskWatch;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One task. */
@ApplicationScoped
@Path("tasks/{task}")
public class TaskResource {
  @Inject TaskConfig config;
  @Inject TaskStore store;
  @Inject TaskWatch watch;
  @Inject TaskChangeAnswer changes;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK, Scope.CACHE_WRITE},
      of = Requires.SOME)
  @Honours({Honours.IF_NONE_MATCH, Honours.IF_MATCH})
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("task") String task) {
    Query.none(request);
    Caller caller = Caller.of(request);
    TaskId id = TaskPath.seen(caller, task);
    Conditions conditions = Conditions.of(request);
    Duration wait = Prefer.wait(request);
    return Problems.answered(
        watch
            .changed(id, known(conditions), wait)
            .thenApply(found -> found.orElseThrow(TaskRefusal::notFound))
            .thenApply(
                found -> {
                  TaskPath.requireSight(caller, found);
                  return answer(found, conditions);
                }),
        RequestId.of(request));
  }

  /** The version that the caller has, so that it waits for another one. */
  private static Optional<String> known(Conditions conditions) {
    String tag = conditions.ifNoneMatch();
    return tag.matches("\"[0-9]+\"")
        ? Optional.of(tag.substring(1, tag.length() - 1))
        : Optional.empty();
  }

  private static Response answer(Task task, Conditions conditions) {
    return switch (conditions.on(TaskAnswer.tag(task), Instant.MAX)) {
      case PASSED -> TaskAnswer.of(200, task).build();
      case NOT_MODIFIED -> TaskAnswer.notModified(task);
      case FAILED ->
          throw Failure.of(Problem.PRECONDITION_FAILED, "The task has changed meanwhile.");
    };
  }

  @GET
  @Path("result")
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK, Scope.CACHE_WRITE},
      of = Requires.SOME)
  public CompletionStage<Response> result(@PathParam("task") String task) {
    Query.none(request);
    Caller caller = Caller.of(request);
    TaskId id = TaskPath.seen(caller, task);
    return Problems.answered(
        demand(id, found -> TaskPath.requireSight(caller, found))
            .thenCompose(seen -> store.result(id))
            .thenApply(found -> found.get())
            .thenApply(TaskResource::answer),
        RequestId.of(request));
  }

  /** Who may do something with work of the service depends on what it does. */
  private CompletionStage<Void> demand(TaskId id, Consumer<Task> permission) {
    if (!id.queue().equals(QueueName.SYSTEM)) {
      return CompletableFuture.completedStage(null);
    }
    return store
        .read(id)
        .thenApply(found -> found.orElseThrow(TaskRefusal::notFound))
        .thenAccept(permission);
  }

  private static Response answer(Optional<Payload> result) {
    return result
        .map(it -> TaskAnswer.none(200).entity(new ResultAnswer(it)).build())
        .orElseGet(() -> TaskAnswer.none(204).build());
  }

  @DELETE
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> delete(@PathParam("task") String task) {
    Query.none(request);
    TaskId id = TaskPath.submitted(request, task);
    return changes.delete(id, request);
  }

  @POST
  @Path("cancel")
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.CACHE_WRITE},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> cancel(@PathParam("task") String task) {
    Query.none(request);
    Caller caller = Caller.of(request);
    TaskId id = TaskPath.cancelled(caller, task);
    JsonBody.optionalObject(request, List.of());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, id.queue().scope(id.text()))
        .answer(
            attempt ->
                Outcome.NOT_APPLIED
                    .unlessTold(demand(id, found -> TaskPath.requireCancel(caller, found)))
                    .thenCompose(
                        allowed -> changes.change(id, TaskAction.CANCEL, preferred, attempt)));
  }

  @POST
  @Path("retry")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> retry(@PathParam("task") String task) {
    TaskId id = changed(task);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, id.queue().scope(id.text()))
        .answer(attempt -> changes.change(id, TaskAction.RETRY, preferred, attempt));
  }

  @POST
  @Path("redeliver")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> redeliver(@PathParam("task") String task) {
    TaskId id = changed(task);
    TaskPath.requireTarget(id.queue(), config);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, id.queue().scope(id.text()))
        .answer(attempt -> changes.change(id, TaskAction.REDELIVER, preferred, attempt));
  }

  private TaskId changed(String task) {
    Query.none(request);
    TaskId id = TaskPath.submitted(request, task);
    JsonBody.optionalObject(request, List.of());
    return id;
  }
}
