package io.vedette.session;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.Honours;
import io.vedette.http.JsonBody;
import io.vedette.http.JsonMembers;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The session that a request names. */
@ApplicationScoped
@Path("sessions/current")
public class CurrentSessionResource implements DirectResource {
  private static final List<String> ROTATION = List.of("subject");

  @Inject SessionConfig config;
  @Inject SessionStore store;
  @Inject SessionReadAnswer reads;
  @Inject SessionMetrics metrics;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @GET
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  @Produces("application/json")
  public CompletionStage<Response> read(@Context HttpServletRequest request) {
    boolean access = touches(Query.of(request, List.of("touch")));
    SessionRequest session = SessionRequest.of(request);
    return reads.answer(session, access, SessionDocument::of);
  }

  private static boolean touches(Query query) {
    String touch = query.text("touch").orElse("true");
    return switch (touch) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Failure.malformed(
              InputError.parameter("touch", "'touch' is true or false: whether reading is use"));
    };
  }

  @POST
  @Path("touch")
  @Requires(Scope.SESSION)
  @Direct
  public CompletionStage<Response> touch(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    JsonBody.optionalObject(request, List.of());
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, session.scope())
        .answer(
            attempt -> {
              WriteOptions options = writeRequests.of(preferred, Durability.NONE, attempt);
              return metrics
                  .found(store.touch(session.id(), options.durability()))
                  .thenApply(left -> SessionAnswer.of(204, left).build())
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  @POST
  @Path("rotate")
  @Requires(Scope.SESSION)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> rotate(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    Optional<Subject> subject = newSubject(request);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, session.scope())
        .answer(
            attempt -> {
              attempt.unfinished();
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return metrics
                  .found(store.rotate(session.id(), subject, options))
                  .thenApply(metrics::rotated)
                  .thenApply(SessionAnswer::granted)
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }

  private Optional<Subject> newSubject(HttpServletRequest request) {
    return Subject.inJson(
        new JsonMembers(JsonBody.optionalObject(request, ROTATION), "", ROTATION), "subject");
  }

  @DELETE
  @Requires(Scope.SESSION)
  @Direct
  public CompletionStage<Response> end(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        store
            .end(session.id(), options)
            .thenApply(metrics::ended)
            .thenApply(ended -> Response.noContent().header("Cache-Control", "no-store").build())
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        session.requestId());
  }
}
