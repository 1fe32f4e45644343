package io.vedette.session;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.Direct;
import io.vedette.http.DirectResource;
import io.vedette.http.JsonBody;
import io.vedette.http.Prefer;
import io.vedette.http.Query;
import io.vedette.idempotency.Idempotency;
import io.vedette.idempotency.WriteOptions;
import io.vedette.idempotency.WriteRequests;
import io.vedette.redis.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** New sessions. */
@ApplicationScoped
@Path("sessions")
public class SessionsResource implements DirectResource {
  @Inject SessionConfig config;
  @Inject SessionStore store;
  @Inject SessionMetrics metrics;
  @Inject WriteRequests writeRequests;
  @Inject Idempotency idempotency;

  @POST
  @Requires(Scope.SESSION)
  @Produces("application/json")
  @Direct
  public CompletionStage<Response> create(@Context HttpServletRequest request) {
    Query.none(request);
    NewSession session =
        NewSession.of(
            JsonBody.optionalObject(request, NewSession.MEMBERS, config.largestDocument()), config);
    Optional<Durability> preferred = WriteRequests.preferred(request);
    return idempotency
        .of(request, "sessions")
        .answer(
            attempt -> {
              attempt.unfinished();
              WriteOptions options = writeRequests.of(preferred, config.durability(), attempt);
              return store
                  .create(session, options)
                  .thenApply(metrics::created)
                  .thenApply(SessionAnswer::granted)
                  .thenApply(answer -> Prefer.applied(answer, options.preference()));
            });
  }
}
