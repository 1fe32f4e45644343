package io.vedette.session;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Paging;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The sessions of a subject. */
@ApplicationScoped
@Path("subjects/{subject: .+}/sessions")
public class SubjectResource {
  private static final String ENCODING = "subjectEncoding";
  private static final String EXCEPT = "except";

  @Inject SessionConfig config;
  @Inject SubjectStore store;
  @Inject SessionMetrics metrics;
  @Inject WriteRequests writeRequests;
  @Context HttpServletRequest request;

  @GET
  @Requires(Scope.SESSION)
  @Produces("application/json")
  public CompletionStage<Response> list() {
    Query query = Query.of(request, List.of(ENCODING, Paging.CURSOR, Paging.LIMIT));
    Optional<String> encoding = query.text(ENCODING);
    Subject subject = SessionRequest.subject(request, encoding);
    Map<String, String> others = encoding.map(it -> Map.of(ENCODING, it)).orElse(Map.of());
    Paging paging = Paging.of(request, query, others);
    Optional<SessionCursor> after = Paging.cursor(query, SessionCursor::parse);
    return Problems.answered(
        store
            .list(subject, SessionRequest.id(request), after, paging.limit())
            .thenApply(page -> answer(page, paging)),
        RequestId.of(request));
  }

  private static Response answer(SubjectStore.Page page, Paging paging) {
    return paging.answer(SessionDocument.items(page), page.next().map(SessionCursor::text));
  }

  @DELETE
  @Requires(Scope.SESSION)
  @Produces("application/json")
  public CompletionStage<Response> revokeAll() {
    Query query = Query.of(request, List.of(ENCODING, EXCEPT));
    return revoke(query, Optional.empty());
  }

  @DELETE
  @Path("{handle: [A-Za-z0-9_-]{22}}")
  @Requires(Scope.SESSION)
  @Produces("application/json")
  public CompletionStage<Response> revoke(@PathParam("handle") String handle) {
    return revoke(Query.of(request, List.of(ENCODING)), Optional.of(handle));
  }

  private CompletionStage<Response> revoke(Query query, Optional<String> handle) {
    Subject subject = SessionRequest.subject(request, query.text(ENCODING));
    Optional<SessionId> kept = query.text(EXCEPT).map(this::kept);
    WriteOptions options = writeRequests.of(request, config.durability());
    return Problems.answered(
        store
            .revoke(subject, handle, kept, options)
            .thenApply(metrics::revoked)
            .thenApply(count -> JsonAnswer.ok(SessionDocument.revoked(count)).build())
            .thenApply(answer -> Prefer.applied(answer, options.preference())),
        RequestId.of(request));
  }

  private SessionId kept(String except) {
    if (!except.equals("current")) {
      throw Failure.malformed(
          InputError.parameter(EXCEPT, "'except' is 'current': the session in Session-Id"));
    }
    return SessionRequest.of(request).id();
  }
}
