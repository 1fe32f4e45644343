package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.task.schedule.Schedule;
import io.vedette.task.schedule.ScheduleStore;
import io.vedette.task.schedule.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The instants at which a schedule fires. */
@ApplicationScoped
@Path("schedules/{schedule}/fires")
public class ScheduleFiresResource {
  @Inject ScheduleStore store;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> fires(@PathParam("schedule") String text) {
    Query query = Query.of(request, List.of("n"));
    String name = TaskPath.schedule(text);
    int most = query.text("n").map(ScheduleFiresResource::number).orElse(FiresAnswer.USUAL);
    Caller caller = Caller.of(request);
    return Problems.answered(
        store
            .find(name)
            .thenApply(queue -> queue.orElseThrow(ScheduleStore::notFound))
            .thenCompose(
                queue -> {
                  TaskPath.requireSight(caller, queue);
                  return store.read(queue, name);
                })
            .thenApply(
                schedule -> {
                  Instant now = store.now();
                  return FiresAnswer.of(timing(schedule, now).next(now, false, most));
                }),
        RequestId.of(request));
  }

  private static Timing timing(Schedule schedule, Instant now) {
    JsonObject document = schedule.document();
    return Timing.of(new JsonMembers(document, "", document.keySet()), now);
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > FiresAnswer.MOST) {
      throw Failure.malformed(InputError.parameter("n", "'n' is a whole number from 1 to 1000"));
    }
    return Integer.parseInt(text);
  }
}
