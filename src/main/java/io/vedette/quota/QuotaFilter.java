package io.vedette.quota;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import io.vedette.http.Sized;
import io.vedette.traffic.Admission;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides how much a caller may do: when it is known who calls, and before the
 * content is read or anything else is done.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class QuotaFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ATTRIBUTE = QuotaFilter.class.getName();

  /** Who is refused owes nothing for the refusal. */
  private static final int TOO_MANY = 429;

  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Inject QuotaConfig config;
  @Inject RateLimits rateLimits;
  @Inject Quotas quotas;
  @Inject QuotaMetrics metrics;
  @Context ResourceInfo resource;
  @Context HttpServletRequest request;

  /** What a request uses: on the thread that answers it, it is gone. */
  private record Use(
      String caller, List<RateCounter> counters, Admission admission, boolean announced) {}

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller = Caller.of(request);
    try {
      if (!caller.isAnybody()) {
        share(caller.id(), config.of(caller.id()));
      }
      rate(caller.id(), context);
    } catch (Failure refusal) {
      Failure told =
          READS.contains(request.getMethod()) ? refusal : refusal.with(Outcome.NOT_APPLIED);
      context.abortWith(Problems.answer(told, RequestId.of(request)).build());
    }
  }

  private void share(String caller, CallerLimits limits) {
    Admission admission = AdmittedRequest.admission(request);
    admission.belongTo(caller, limits.maxInFlight());
    if (request.getHeader("Prefer") != null && !Prefer.wait(request).isZero()) {
      admission.await(caller, limits.maxWaits());
    }
  }

  private void rate(String caller, ContainerRequestContext context) {
    Requires required = resource.getResourceMethod().getAnnotation(Requires.class);
    List<RateCounter> counters =
        required == null ? List.of() : rateLimits.counters(caller, required.value());
    if (!counters.isEmpty()) {
      long announced = request.getContentLengthLong();
      context.setProperty(
          ATTRIBUTE, new Use(caller, counters, AdmittedRequest.admission(request), announced >= 0));
      take(caller, counters, Math.max(0, announced));
    }
  }

  private void take(String caller, List<RateCounter> counters, long content) {
    try {
      quotas.take(caller, counters, content);
    } catch (Failure refusal) {
      metrics.refused(refusal.violated());
      throw refusal;
    }
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
    if (context.getProperty(ATTRIBUTE) instanceof Use use) {
      if (answer.getStatus() != TOO_MANY) {
        long received = use.announced() ? 0 : use.admission().received();
        quotas.use(use.caller(), use.counters(), received + sent(answer.getEntity()));
      }
      answer.getHeaders().putSingle(RateLimitFields.POLICY, RateLimitFields.policy(use.counters()));
      answer
          .getHeaders()
          .putSingle(
              RateLimitFields.LIMIT, RateLimitFields.limit(use.counters(), rateLimits.now()));
    }
  }

  /** Documents are ASCII but for what callers have put into them. */
  private static long sent(@Nullable Object content) {
    return content instanceof Sized value
        ? value.sentBytes()
        : content instanceof String document ? document.length() : 0;
  }
}
