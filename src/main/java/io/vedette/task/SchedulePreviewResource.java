package io.vedette.task;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.task.schedule.ScheduleStore;
import io.vedette.task.schedule.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The instants at which an expression would fire. */
@ApplicationScoped
@Path("schedules/preview")
public class SchedulePreviewResource {
  private static final List<String> PREVIEW = List.of("cron", "zone", "from", "inclusive", "n");

  @Inject ScheduleStore store;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> preview() {
    Query.none(request);
    JsonMembers members = new JsonMembers(JsonBody.object(request, PREVIEW), "", PREVIEW);
    Instant from = members.instant("from").orElseGet(store::now);
    Timing timing = Timing.of(members, from);
    boolean inclusive = members.has("inclusive") && members.flag("inclusive");
    long most = members.integer("n").orElse(FiresAnswer.USUAL);
    if (most < 1 || most > FiresAnswer.MOST) {
      throw members.refused("n", "'n' is a whole number from 1 to " + FiresAnswer.MOST);
    }
    return idempotency
        .of(request, "schedules/preview")
        .answer(
            attempt ->
                CompletableFuture.completedStage(
                    FiresAnswer.of(timing.next(from, inclusive, (int) most))));
  }
}
