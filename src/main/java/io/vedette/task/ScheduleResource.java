package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

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
import io.vedette.idempotency.IdempotentRequest;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.TaskDocument;
import io.vedette.task.life.TaskId;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.schedule.NewSchedule;
import io.vedette.task.schedule.ScheduleStore;
import io.vedette.task.schedule.Schedules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
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
import java.util.function.Function;

/** One schedule: a clock that submits tasks. */
@ApplicationScoped
@Path("schedules/{schedule}")
public class ScheduleResource {
  @Inject TaskConfig config;
  @Inject ScheduleStore store;
  @Inject Schedules schedules;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> read(@PathParam("schedule") String text) {
    Query.none(request);
    String name = TaskPath.schedule(text);
    Caller caller = Caller.of(request);
    return Problems.answered(
        store
            .find(name)
            .thenApply(queue -> queue.orElseThrow(ScheduleStore::notFound))
            .thenCompose(
                queue -> {
                  TaskPath.requireSight(caller, queue);
                  return read(name, queue, 200);
                }),
        RequestId.of(request));
  }

  @PUT
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> set(@PathParam("schedule") String text) {
    Query.none(request);
    String name = TaskPath.schedule(text);
    NewSchedule schedule =
        NewSchedule.of(
            JsonBody.object(request, NewSchedule.MEMBERS, config.largestDocument()),
            config,
            store.now());
    Caller caller = Caller.of(request);
    caller.require(Scope.TASK_SUBMIT, schedule.queue().text());
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        Outcome.NOT_APPLIED
            .unlessTold(store.find(name))
            .thenCompose(
                before -> {
                  before.ifPresent(queue -> caller.require(Scope.TASK_SUBMIT, queue.text()));
                  return store.set(name, schedule, options.durability());
                })
            .thenCompose(
                made -> Outcome.APPLIED.unlessTold(read(name, schedule.queue(), made ? 201 : 200)))
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        RequestId.of(request));
  }

  @DELETE
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> delete(@PathParam("schedule") String text) {
    Query.none(request);
    String name = TaskPath.schedule(text);
    Caller caller = Caller.of(request);
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        changed(name, caller, options, queue -> store.delete(name, queue, options.durability())),
        RequestId.of(request));
  }

  @POST
  @Path("run")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> run(@PathParam("schedule") String text) {
    String name = posted(text);
    Caller caller = Caller.of(request);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(name)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return submitted(caller, name)
                  .thenCompose(queue -> schedules.run(name, queue, options))
                  .thenApply(ScheduleResource::accepted)
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  private static Response accepted(TaskId task) {
    String path = TaskDocument.path(task);
    return JsonAnswer.ok(
            JSON.createObjectBuilder().add("id", task.text()).add("task", path).build())
        .status(202)
        .header("Location", path)
        .build();
  }

  @POST
  @Path("pause")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> pause(@PathParam("schedule") String text) {
    String name = posted(text);
    Caller caller = Caller.of(request);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(name)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return changed(
                  name,
                  caller,
                  options,
                  queue -> schedules.pause(name, queue, options.durability()));
            });
  }

  @POST
  @Path("resume")
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> resume(@PathParam("schedule") String text) {
    String name = posted(text);
    Caller caller = Caller.of(request);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(name)
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return changed(
                  name,
                  caller,
                  options,
                  queue -> schedules.resume(name, queue, options.durability()));
            });
  }

  private String posted(String text) {
    Query.none(request);
    JsonBody.optionalObject(request, List.of());
    return TaskPath.schedule(text);
  }

  private IdempotentRequest requested(String name) {
    return idempotency.of(request, "schedules/" + name);
  }

  private CompletionStage<Response> changed(
      String name,
      Caller caller,
      WriteOptions options,
      Function<QueueName, CompletionStage<Void>> change) {
    return submitted(caller, name)
        .thenCompose(change)
        .thenApply(done -> TaskAnswer.none(204).build())
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }

  private CompletionStage<QueueName> submitted(Caller caller, String name) {
    return Outcome.NOT_APPLIED
        .unlessTold(store.find(name))
        .thenApply(queue -> queue.orElseThrow(ScheduleStore::absent))
        .thenApply(
            queue -> {
              caller.require(Scope.TASK_SUBMIT, queue.text());
              return queue;
            });
  }

  private CompletionStage<Response> read(String name, QueueName queue, int status) {
    return store
        .read(queue, name)
        .thenApply(schedule -> JsonAnswer.ok(schedule.document()).status(status).build());
  }
}
