package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.metrics.Measurements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/** Counts and times requests by method, route and status: all from closed sets. */
@Dependent
public class RequestMetrics implements CallFilter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS");

  @Inject Measurements measurements;
  @Inject Routes routes;

  @Override
  public void after(Call call, Answer answer) {
    String[] tags = {
      "method", METHODS.contains(call.httpMethod()) ? call.httpMethod() : "other",
      "route", routes.of(call.method().orElse(null)),
      "status", Integer.toString(answer.status())
    };
    measurements.counter("requests_total", "Requests answered", tags).inc();
    measurements
        .timer("request_duration", "Time from a request's arrival to its answer", tags)
        .update(Duration.ofNanos(System.nanoTime() - call.began()));
  }
}
