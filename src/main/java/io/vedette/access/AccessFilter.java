package io.vedette.access;

import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The one place that decides who may call what; before anything else is done for a request. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Inject Authentication authentication;
  @Inject AccessMetrics metrics;
  @Context ResourceInfo resource;
  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @Override
  public void filter(ContainerRequestContext context) {
    Requires required = resource.getResourceMethod().getAnnotation(Requires.class);
    if (required == null) {
      throw new IllegalStateException(resource.getResourceMethod() + " declares no scope");
    }
    try {
      Caller caller = authentication.caller(request, response);
      caller.check(required, name(required, context));
      caller.remember(request);
    } catch (Failure refusal) {
      metrics.refused(refusal.problem());
      context.abortWith(answer(refusal, required));
    }
  }

  private static String scopes(Requires required) {
    return Arrays.stream(required.value()).map(Scope::text).collect(Collectors.joining(" "));
  }

  private static String name(Requires required, ContainerRequestContext context) {
    String name = context.getUriInfo().getPathParameters().getFirst(required.of());
    return name == null ? "" : name;
  }

  private Response answer(Failure refusal, Requires required) {
    Failure told =
        READS.contains(request.getMethod()) ? refusal : refusal.with(Outcome.NOT_APPLIED);
    return Problems.answer(told, RequestId.of(request))
        .header("WWW-Authenticate", challenge(refusal, required))
        .build();
  }

  /** RFC 6750, section 3. */
  private String challenge(Failure refusal, Requires required) {
    String realm = "Bearer realm=\"vedette\"";
    if (refusal.problem() == Problem.FORBIDDEN) {
      return realm + ", error=\"insufficient_scope\", scope=\"%s\"".formatted(scopes(required));
    }
    return Bearer.of(request).isPresent() ? realm + ", error=\"invalid_token\"" : realm;
  }
}
