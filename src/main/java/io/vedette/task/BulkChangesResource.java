package io.vedette.task;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonBody;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.life.TaskAction;
import io.vedette.task.life.TaskStore;
import io.vedette.task.queue.TaskConfig;
import io.vedette.task.system.BulkFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes of many tasks: each is a task itself, which one can look at. */
@ApplicationScoped
@Path("tasks/{changes: cancellations|retries|deletions}")
public class BulkChangesResource {
  private static final Map<String, TaskAction> ACTIONS =
      Map.of(
          "cancellations", TaskAction.CANCEL,
          "retries", TaskAction.RETRY,
          "deletions", TaskAction.DELETE);

  @Inject TaskConfig config;
  @Inject BulkAnswer bulk;
  @Inject TaskStore store;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(value = Scope.TASK_SUBMIT, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> change(@PathParam("changes") String changes) {
    Query.none(request);
    TaskAction action = Objects.requireNonNull(ACTIONS.get(changes));
    BulkFilter filter =
        BulkFilter.of(JsonBody.optionalObject(request, BulkFilter.MEMBERS), store.now());
    Caller.of(request).require(Scope.TASK_SUBMIT, filter.queue().text());
    TaskPath.refuseSystem(filter.queue());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, filter.queue().scope(changes))
        .answer(
            attempt ->
                bulk.begin(
                    action, filter, writeRequests.of(preferred, config.durability(), attempt)));
  }
}
