package io.vedette.status;

import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.redis.RedisHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** The state of the service. */
@ApplicationScoped
@Path("status")
public class StatusResource {
  @Inject RedisHealth redis;
  @Context HttpServletRequest request;

  @GET
  @Requires(Scope.ADMIN)
  @Produces("application/json")
  public CompletionStage<Response> status() {
    Query.none(request);
    String version = Version.of(request.getServletContext());
    return Problems.answered(
        redis
            .sentinels()
            .thenApply(report -> StatusDocument.of(version, redis, report))
            .thenApply(document -> JsonAnswer.ok(document).build()),
        RequestId.of(request));
  }
}
