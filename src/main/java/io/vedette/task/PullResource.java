package io.vedette.task;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonBody;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pull;
import io.vedette.task.lease.Pulls;
import io.vedette.task.queue.QueueName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tasks for workers that ask for them. */
@ApplicationScoped
@Path("queues/{queue}/leases")
public class PullResource {
  @Inject Pulls pulls;
  @Inject LeaseStore store;
  @Inject TaskMetrics metrics;
  @Inject Idempotency idempotency;
  @Context HttpServletRequest request;

  @POST
  @Requires(value = Scope.TASK_WORK, of = "queue")
  @Produces("application/json")
  public CompletionStage<Response> pull(@PathParam("queue") String name) {
    Query.none(request);
    QueueName queue = TaskPath.open(name);
    Pull pull = Pull.of(JsonBody.optionalObject(request, Pull.MEMBERS));
    return idempotency
        .of(request, queue.scope("leases"))
        .answer(
            attempt -> {
              attempt.unfinished(); // leases that have ended would be of no use to who asks again
              return pulls
                  .pull(queue, pull)
                  .thenApply(leases -> answer(metrics.granted(queue, leases)));
            });
  }

  private Response answer(List<Lease> leases) {
    if (leases.isEmpty()) {
      return TaskAnswer.none(204).build();
    }
    Runnable giveBack = () -> store.giveBack(leases);
    return TaskAnswer.none(200).entity(new LeasesAnswer(leases, giveBack)).build();
  }
}
