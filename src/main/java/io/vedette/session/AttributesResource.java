package io.vedette.session;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.Honours;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** What applications keep in a session: all of it, or one attribute. */
@ApplicationScoped
@Path("sessions/current/attributes")
public class AttributesResource implements DirectResource {
  private static final String ONE = "{name: [^/]+}";

  @Inject SessionConfig config;
  @Inject SessionStore store;
  @Inject SessionReadAnswer reads;
  @Inject SessionMetrics metrics;
  @Inject WriteRequests writeRequests;

  @GET
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  @Produces("application/json")
  public CompletionStage<Response> readAll(@Context HttpServletRequest request) {
    Query.none(request);
    return reads.answer(SessionRequest.of(request), true, SessionDocument::attributes);
  }

  @PUT
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> replaceAll(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    return change(
        request,
        session,
        AttributeChanges.replace(JsonBody.anyObject(request, config.largestDocument()), ""));
  }

  @PATCH
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> merge(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    return change(
        request,
        session,
        AttributeChanges.merge(JsonBody.mergePatch(request, config.largestDocument())));
  }

  @GET
  @Path(ONE)
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  @Produces("application/json")
  public CompletionStage<Response> read(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    return reads.answer(session, session.attribute());
  }

  @PUT
  @Path(ONE)
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> set(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    AttributeName name = session.attribute();
    return change(
        request,
        session,
        AttributeChanges.set(name, JsonBody.value(request, config.largestDocument())));
  }

  @DELETE
  @Path(ONE)
  @Requires(Scope.SESSION)
  @Honours({Honours.IF_MATCH, Honours.IF_NONE_MATCH})
  @Direct
  public CompletionStage<Response> remove(@Context HttpServletRequest request) {
    Query.none(request);
    SessionRequest session = SessionRequest.of(request);
    return change(request, session, AttributeChanges.remove(session.attribute()));
  }

  private CompletionStage<Response> change(
      HttpServletRequest request, SessionRequest session, AttributeChanges changes) {
    WriteOptions options = writeRequests.of(request, Durability.NONE);
    return Problems.answered(
        metrics
            .found(store.change(session.id(), changes, session.conditions(), options))
            .thenApply(changed -> SessionAnswer.changed(changed, changes, session.target()))
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        session.requestId());
  }
}
