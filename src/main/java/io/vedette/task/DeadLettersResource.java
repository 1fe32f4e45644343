package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonBody;
import io.vedette.http.Paging;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskCursor;
import io.vedette.task.life.TaskFilter;
import io.vedette.task.life.TaskId;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskStatus;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tasks whose attempts are used up: what somebody should look at. */
@ApplicationScoped
@Path("dead-letters")
public class DeadLettersResource {
  private static final String QUEUE = "queue";
  private static final TaskFilter DEAD = TaskFilter.of(TaskStatus.DEAD);

  @Inject TaskStore store;
  @Inject TaskChangeAnswer changes;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> list() {
    Query query = Query.of(request, List.of(QUEUE, Paging.CURSOR, Paging.LIMIT));
    QueueName queue = query.text(QUEUE).map(QueueName::new).orElse(QueueName.USUAL);
    TaskPath.requireSight(Caller.of(request), queue);
    Paging paging = Paging.of(request, query, Map.of(QUEUE, queue.text()));
    Optional<TaskCursor> behind = Paging.cursor(query, TaskCursor::parse);
    return Problems.answered(
        store
            .list(queue, DEAD, behind, paging.limit())
            .thenApply(
                page ->
                    paging.answer(
                        TasksResource.items(page.tasks()), page.next().map(TaskCursor::text))),
        RequestId.of(request));
  }

  @POST
  @Path("{task}/retry")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> retry(@PathParam("task") String task) {
    Query.none(request);
    TaskId id = TaskPath.submitted(request, task);
    JsonBody.optionalObject(request, List.of());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, id.queue().scope(id.text()))
        .answer(attempt -> changes.change(id, TaskAction.RETRY, preferred, attempt));
  }

  @DELETE
  @Path("{task}")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> delete(@PathParam("task") String task) {
    Query.none(request);
    TaskId id = TaskPath.submitted(request, task);
    return changes.delete(id, request);
  }
}
