package io.vedette.task;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonBody;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseDocument;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Pull;
import io.vedette.task.lease.Pulls;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.TaskConfig;
import io.vedette.traffic.Admission;
import io.vedette.traffic.Connection;
import io.vedette.traffic.GracefulStop;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tasks for workers that ask for them. */
@ApplicationScoped
@Path("queues/{queue}/leases")
public class PullResource implements DirectResource {
  /** Of a payload: as Redis gave it, as text, and as it is sent. */
  private static final long COPIES = 3;

  /** Who asks again at once may ask this server again, which lets nobody wait while it drains. */
  private static final int ELSEWHERE_SECONDS = 1;

  @Inject TaskConfig config;
  @Inject Pulls pulls;
  @Inject LeaseStore store;
  @Inject TaskMetrics metrics;
  @Inject GracefulStop stop;
  @Inject Idempotency idempotency;

  @POST
  @Requires(value = Scope.TASK_WORK, of = "queue")
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> pull(
      @PathParam("queue") String name, @Context HttpServletRequest request) {
    Query.none(request);
    QueueName queue = TaskPath.worked(new QueueName(name), config);
    Pull pull = Pull.of(JsonBody.optionalObject(request, Pull.MEMBERS));
    Admission admission = AdmittedRequest.admission(request);
    Connection connection =
        new Connection(request.getRemoteAddr(), request.getRemotePort(), request.getLocalPort());
    return idempotency
        .of(request, queue.scope("leases"))
        .answer(
            attempt -> {
              attempt.unfinished(); // leases that have ended would be of no use to who asks again
              return pulls
                  .pull(queue, pull, Optional.of(connection))
                  .thenApply(leases -> answer(metrics.granted(leases), admission));
            });
  }

  private Response answer(List<Lease> leases, Admission admission) {
    if (leases.isEmpty()) {
      Response.ResponseBuilder none = TaskAnswer.none(204);
      return (stop.isDraining() ? none.header("Retry-After", ELSEWHERE_SECONDS) : none).build();
    }
    Runnable giveBack = () -> store.giveBack(leases);
    try {
      admission.hold(COPIES * leases.stream().mapToLong(Lease::bytes).sum());
    } catch (Failure overloaded) {
      giveBack.run();
      throw overloaded.with(Outcome.NOT_APPLIED);
    }
    return TaskAnswer.none(200)
        .entity(new LeasesAnswer(LeaseDocument.of(leases), giveBack))
        .build();
  }
}
