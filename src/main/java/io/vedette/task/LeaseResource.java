package io.vedette.task;

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
import io.vedette.http.RequestBody;
import io.vedette.http.RequestId;
import io.vedette.idempotency.Attempt;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.IdempotentRequest;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import io.vedette.task.lease.LeaseDocument;
import io.vedette.task.lease.LeaseId;
import io.vedette.task.lease.LeaseStore;
import io.vedette.task.lease.Settled;
import io.vedette.task.lease.Settlement;
import io.vedette.task.lease.SettlementRequest;
import io.vedette.task.life.Payload;
import io.vedette.task.queue.TaskConfig;
import io.vedette.traffic.GracefulStop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** What a worker does with a lease. */
@ApplicationScoped
@Path("leases/{lease}")
public class LeaseResource implements DirectResource {
  @Inject TaskConfig config;
  @Inject LeaseStore store;
  @Inject TaskMetrics metrics;
  @Inject GracefulStop stop;
  @Inject RandomGenerator random;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @PATCH
  @Requires(value = Scope.TASK_WORK, of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> extend(
      @PathParam("lease") String text, @Context HttpServletRequest request) {
    Query.none(request);
    LeaseId lease = TaskPath.lease(request, text);
    JsonObject object = JsonBody.optionalObject(request, SettlementRequest.HEARTBEAT);
    Settlement heartbeat =
        SettlementRequest.heartbeat(
            lease, object, new JsonMembers(object, "", SettlementRequest.HEARTBEAT));
    return Problems.answered(
        settle(heartbeat, writeRequests.of(request, Durability.NONE)), RequestId.of(request));
  }

  @POST
  @Path("complete")
  @Requires(value = Scope.TASK_WORK, of = Requires.SOME)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> complete(
      @PathParam("lease") String text, @Context HttpServletRequest request) {
    Query.none(request);
    LeaseId lease = TaskPath.lease(request, text);
    byte[] content = RequestBody.bytes(request, config.maxResultBytes());
    Settlement end =
        SettlementRequest.complete(lease, result(request, content), config.maxResultBytes());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(request, lease).answer(attempt -> decide(end, preferred, attempt));
  }

  /** Any content is a result, also one without a media type; none is none. */
  private Optional<Payload> result(HttpServletRequest request, byte[] content) {
    String type = Optional.ofNullable(request.getContentType()).orElse("application/octet-stream");
    if (type.length() > 255 || type.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw Failure.malformed(
          InputError.header("Content-Type", "the media type of a result has 1 to 255 characters"));
    }
    return content.length == 0 ? Optional.empty() : Optional.of(new Payload(type, content));
  }

  @POST
  @Path("fail")
  @Requires(value = Scope.TASK_WORK, of = Requires.SOME)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> fail(
      @PathParam("lease") String text, @Context HttpServletRequest request) {
    Query.none(request);
    LeaseId lease = TaskPath.lease(request, text);
    JsonObject object = JsonBody.optionalObject(request, SettlementRequest.FAIL);
    JsonMembers members = new JsonMembers(object, "", SettlementRequest.FAIL);
    Settlement end = SettlementRequest.fail(lease, object, members, random);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(request, lease).answer(attempt -> decide(end, preferred, attempt));
  }

  @POST
  @Path("release")
  @Requires(value = Scope.TASK_WORK, of = Requires.SOME)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> release(
      @PathParam("lease") String text, @Context HttpServletRequest request) {
    Query.none(request);
    LeaseId lease = TaskPath.lease(request, text);
    JsonObject object = JsonBody.optionalObject(request, SettlementRequest.RELEASE);
    Settlement end =
        SettlementRequest.release(lease, new JsonMembers(object, "", SettlementRequest.RELEASE));
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return requested(request, lease).answer(attempt -> decide(end, preferred, attempt));
  }

  private IdempotentRequest requested(HttpServletRequest request, LeaseId lease) {
    return idempotency.of(request, lease.task().queue().scope(lease.text()));
  }

  private CompletionStage<Response> decide(
      Settlement end, Optional<Durability> preferred, Attempt attempt) {
    Durability usual = end.decides() ? config.durability() : Durability.NONE;
    return settle(end, writeRequests.of(preferred, usual, attempt));
  }

  private CompletionStage<Response> settle(Settlement settlement, WriteOptions options) {
    return store
        .settle(
            settlement.lease().task().queue(),
            List.of(settlement),
            Optional.empty(),
            options.durability())
        .thenApply(outcomes -> metrics.settled(settlement, outcomes.settled().get(0)).get())
        .thenApply(this::answer)
        .thenApply(answer -> Prefer.applied(answer, options.preference()));
  }

  private Response answer(Settled settled) {
    return JsonAnswer.ok(LeaseDocument.of(settled, stop.isDraining()).build()).build();
  }
}
