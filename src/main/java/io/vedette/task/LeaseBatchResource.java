package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonAnswer;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.lease.Lease;
import io.vedette.task.lease.LeaseBatch;
import io.vedette.task.lease.LeaseDocument;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Settled;
import io.vedette.task.lease.Settlement;
import io.vedette.task.queue.TaskConfig;
import io.vedette.traffic.GracefulStop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** What a worker does with several leases, and the tasks that it takes then, in one round trip. */
@ApplicationScoped
@Path("leases/batch")
public class LeaseBatchResource implements DirectResource {
  private static final int LARGEST = 4 * 1024 * 1024;

  @Inject TaskConfig config;
  @Inject LeaseStore store;
  @Inject TaskMetrics metrics;
  @Inject GracefulStop stop;
  @Inject RandomGenerator random;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @POST
  @Requires(value = Scope.TASK_WORK, of = Requires.SOME)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> settle(@Context HttpServletRequest request) {
    Query.none(request);
    LeaseBatch batch =
        LeaseBatch.of(
            JsonBody.object(request, LeaseBatch.MEMBERS, LARGEST), config.maxResultBytes(), random);
    Caller.of(request).require(Scope.TASK_WORK, batch.queue().text());
    TaskPath.worked(batch.queue(), config);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    String requestId = RequestId.of(request);
    return idempotency
        .of(request, batch.queue().scope("leases/batch"))
        .answer(
            attempt -> {
              if (batch.next().isPresent()) {
                attempt.unfinished(); // an answer with leases is of no use later
              }
              WriteOptions options = writeRequests.of(preferred, usual(batch), attempt);
              return store
                  .settle(batch.queue(), batch.settlements(), batch.next(), options.durability())
                  .thenApply(outcomes -> answer(batch, outcomes, requestId))
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  /** What ends a task or an attempt is not to be taken back by a fail-over. */
  private Durability usual(LeaseBatch batch) {
    return batch.settlements().stream().anyMatch(Settlement::decides)
        ? config.durability()
        : Durability.NONE;
  }

  private Response answer(LeaseBatch batch, LeaseStore.Outcomes outcomes, String requestId) {
    JsonArrayBuilder results = JSON.createArrayBuilder();
    for (int i = 0; i < batch.settlements().size(); i++) {
      Settled settled = metrics.settled(batch.settlements().get(i), outcomes.settled().get(i));
      results.add(result(settled, requestId));
    }
    JsonObject document = JSON.createObjectBuilder().add("results", results).build();
    List<Lease> next = metrics.granted(outcomes.next());
    return batch.next().isEmpty()
        ? JsonAnswer.ok(document).build()
        : withNext(document.toString(), next);
  }

  /** What was taken goes into the document as it is. */
  private Response withNext(String document, List<Lease> next) {
    String text =
        document.substring(0, document.length() - 1)
            + ",\"leases\":"
            + LeaseDocument.leases(next)
            + "}";
    Runnable giveBack = () -> store.giveBack(next);
    return TaskAnswer.none(200).entity(new LeasesAnswer(text, giveBack)).build();
  }

  private JsonObject result(Settled settled, String requestId) {
    if (!settled.held()) {
      JsonObject problem = Problems.document(Settled.lost(), requestId);
      return JSON.createObjectBuilder()
          .add("status", problem.get("status"))
          .add("problem", problem)
          .build();
    }
    JsonObjectBuilder result = JSON.createObjectBuilder().add("status", 200);
    JsonObject more = LeaseDocument.of(settled, stop.isDraining()).build();
    if (more.containsKey("status")) {
      result.add("task", more.get("status"));
    } else {
      more.forEach(result::add);
    }
    return result.build();
  }
}
