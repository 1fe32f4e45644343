package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonBody;
import io.vedette.http.Paging;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.NewTask;
import io.vedette.task.life.Submission;
import io.vedette.task.life.Submitted;
import io.vedette.task.life.Task;
import io.vedette.task.life.TaskCursor;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskFilter;
import io.vedette.task.life.TaskRequest;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.queue.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** New tasks, and lists of tasks. */
@ApplicationScoped
@Path("tasks")
public class TasksResource implements DirectResource {
  private static final String QUEUE = "queue";

  @Inject TaskConfig config;
  @Inject TaskStore store;
  @Inject TaskMetrics metrics;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @POST
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> submit(@Context HttpServletRequest request) {
    Query.none(request);
    NewTask task =
        TaskRequest.of(
            JsonBody.object(request, TaskRequest.MEMBERS, config.largestDocument()), config);
    Caller caller = Caller.of(request);
    caller.require(Scope.TASK_SUBMIT, task.queue().text());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, task.queue().scope("tasks"))
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return store
                  .submit(
                      task.queue(),
                      List.of(Submission.of(task, options)),
                      caller.id(),
                      options.durability())
                  .thenApply(results -> metrics.submitted(results).get(0).get())
                  .thenCompose(this::whole)
                  .thenApply(TasksResource::answer)
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  /** Of one that was there before the caller has not told what it is. */
  private CompletionStage<Submitted> whole(Submitted submitted) {
    return submitted.word() == Submitted.Word.EXISTING
        ? Outcome.NOT_APPLIED
            .unlessTold(store.read(submitted.task().id()))
            .thenApply(found -> new Submitted(found.orElse(submitted.task()), submitted.word()))
        : CompletableFuture.completedStage(submitted);
  }

  private static Response answer(Submitted submitted) {
    Task task = submitted.task();
    return TaskAnswer.of(submitted.word() == Submitted.Word.EXISTING ? 200 : 202, task)
        .header("Location", TaskDocument.path(task.id()))
        .build();
  }

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> list(@Context HttpServletRequest request) {
    Query query =
        Query.of(
            request, List.of(QUEUE, "status", "type", "key", "tag", Paging.CURSOR, Paging.LIMIT));
    QueueName queue = query.text(QUEUE).map(QueueName::new).orElse(QueueName.USUAL);
    TaskPath.requireSight(Caller.of(request), queue);
    TaskFilter filter =
        new TaskFilter(
            query.text("status").map(TasksResource::status),
            query.text("type"),
            query.text("key"),
            query.text("tag"));
    Map<String, String> asked = new LinkedHashMap<>(Map.of(QUEUE, queue.text()));
    asked.putAll(filter.parts());
    Paging paging = Paging.of(request, query, asked);
    Optional<TaskCursor> behind = Paging.cursor(query, TaskCursor::parse);
    return Problems.answered(
        store
            .list(queue, filter, behind, paging.limit())
            .thenApply(
                page -> paging.answer(items(page.tasks()), page.next().map(TaskCursor::text))),
        RequestId.of(request));
  }

  private static TaskStatus status(String word) {
    return TaskStatus.named(word)
        .orElseThrow(
            () ->
                Failure.malformed(
                    InputError.parameter(
                        "status",
                        "'status' is one of "
                            + List.of(TaskStatus.values()).stream()
                                .map(TaskStatus::word)
                                .toList())));
  }

  static JsonArrayBuilder items(List<Task> tasks) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    tasks.forEach(task -> items.add(TaskDocument.listed(task)));
    return items;
  }
}
