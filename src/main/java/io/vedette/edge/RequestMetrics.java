package io.vedette.edge;

import io.vedette.metrics.Measurements;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Set;

/** Counts and times requests by method, route and status: all from closed sets. */
@Provider
@PreMatching
public class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String STARTED = RequestMetrics.class.getName();
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS");

  @Inject Measurements measurements;
  @Inject Routes routes;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String[] tags = {
      "method", METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
      "route", routes.of(resource.getResourceMethod()),
      "status", Integer.toString(response.getStatus())
    };
    measurements.counter("requests_total", "Requests answered", tags).inc();
    if (request.getProperty(STARTED) instanceof Long started) {
      measurements
          .timer("request_duration", "Time from a request's arrival to its answer", tags)
          .update(Duration.ofNanos(System.nanoTime() - started));
    }
  }
}
