package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;
import static java.util.stream.Collectors.groupingBy;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
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
import io.vedette.task.life.SubmitResult;
import io.vedette.task.life.Submitted;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskRequest;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Many tasks in one request, each for itself. */
@ApplicationScoped
@Path("tasks/batch")
public class TaskBatchResource implements DirectResource {
  private static final String TASKS = "tasks";
  private static final int MOST = 1000;
  private static final int LARGEST = 1024 * 1024;

  /** Tasks of one script: it holds Redis up for a millisecond or two. */
  private static final int AT_ONCE = 100;

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
    List<NewTask> tasks = tasks(JsonBody.object(request, List.of(TASKS), LARGEST));
    Caller caller = Caller.of(request);
    tasks.forEach(task -> caller.require(Scope.TASK_SUBMIT, task.queue().text()));
    Optional<Durability> preferred = WriteRequests.preferred(request);
    String requestId = RequestId.of(request);
    return idempotency
        .of(request, "tasks/batch")
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return submit(tasks, caller.id(), options, requestId)
                  .thenApply(results -> answer(results, options));
            });
  }

  private List<NewTask> tasks(JsonObject document) {
    JsonMembers body = new JsonMembers(document, "", List.of(TASKS));
    body.checkSize(TASKS, MOST);
    List<NewTask> tasks = new ArrayList<>();
    for (JsonValue item : body.items(TASKS, MOST)) {
      String place = "/tasks/" + tasks.size();
      if (!(item instanceof JsonObject object)) {
        throw Failure.malformed(InputError.pointer(place, "a task is an object"));
      }
      tasks.add(TaskRequest.of(object, place, config));
    }
    return tasks;
  }

  /** Those of one queue go in their order; queues do not wait for each other. */
  private CompletionStage<List<JsonObject>> submit(
      List<NewTask> tasks, String caller, WriteOptions options, String requestId) {
    List<Submission> all = tasks.stream().map(task -> Submission.of(task, options)).toList();
    Map<Submission, JsonObject> results = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> done = new ArrayList<>();
    all.stream()
        .collect(groupingBy(one -> one.task().queue()))
        .forEach(
            (queue, those) -> {
              Part part = new Part(queue, caller, options.durability(), requestId, results);
              done.add(submit(part, those).toCompletableFuture());
            });
    return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new))
        .thenApply(over -> all.stream().map(results::get).toList());
  }

  /** What the submissions of one queue have in common. */
  private record Part(
      QueueName queue,
      String caller,
      Durability durability,
      String requestId,
      Map<Submission, JsonObject> results) {}

  private CompletionStage<Void> submit(Part part, List<Submission> tasks) {
    if (tasks.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    List<Submission> first = tasks.subList(0, Math.min(AT_ONCE, tasks.size()));
    return store
        .submit(part.queue(), first, part.caller(), part.durability())
        .thenApply(results -> metrics.submitted(results))
        .thenAccept(
            results -> {
              for (int i = 0; i < first.size(); i++) {
                part.results().put(first.get(i), result(results.get(i), part.requestId()));
              }
            })
        .exceptionally(
            thrown -> {
              JsonObject failure = failed(thrown, part.requestId());
              first.forEach(one -> part.results().put(one, failure));
              return null;
            })
        .thenCompose(over -> submit(part, tasks.subList(first.size(), tasks.size())));
  }

  private static JsonObject result(SubmitResult result, String requestId) {
    if (result.refusal().isPresent()) {
      return failed(result.refusal().get(), requestId);
    }
    Submitted submitted = result.get();
    return JSON.createObjectBuilder()
        .add("status", submitted.word() == Submitted.Word.EXISTING ? 200 : 202)
        .add("id", submitted.task().id().text())
        .add("location", TaskDocument.path(submitted.task().id()))
        .build();
  }

  private static JsonObject failed(Throwable thrown, String requestId) {
    JsonObject problem = Problems.document(thrown, requestId);
    JsonObjectBuilder result = JSON.createObjectBuilder().add("status", problem.get("status"));
    return result.add("problem", problem).build();
  }

  private static Response answer(List<JsonObject> results, WriteOptions options) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    results.forEach(array::add);
    Response answer =
        JsonAnswer.ok(JSON.createObjectBuilder().add("results", array).build()).build();
    if (results.stream().anyMatch(result -> result.getInt("status") >= 500)) {
      options.attempt().unfinished();
      return answer;
    }
    return Prefer.applied(answer, options.preference());
  }
}
