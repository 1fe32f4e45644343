package io.vedette.quota;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.http.Content;
import io.vedette.http.Prefer;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import io.vedette.traffic.Admission;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides how much a caller may do: when it is known who calls, and before the
 * content is read or anything else is done.
 */
@Dependent
@Priority(Priorities.AUTHORIZATION)
public class QuotaFilter implements CallFilter {
  /** Who is refused owes nothing for the refusal. */
  private static final int TOO_MANY = 429;

  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Inject QuotaConfig config;
  @Inject RateLimits rateLimits;
  @Inject Quotas quotas;
  @Inject QuotaMetrics metrics;

  /** What a request uses: on the thread that answers it, it is gone. */
  private record Use(
      String caller, List<RateCounter> counters, Admission admission, boolean announced) {}

  @Override
  public Optional<Response> before(Call call) {
    HttpServletRequest request = call.request();
    Caller caller = Caller.of(request);
    try {
      if (!caller.isAnybody()) {
        share(caller.id(), config.of(caller.id()), request);
      }
      rate(caller.id(), call);
      return Optional.empty();
    } catch (Failure refusal) {
      Failure told =
          READS.contains(request.getMethod()) ? refusal : refusal.with(Outcome.NOT_APPLIED);
      return Optional.of(Problems.answer(told, RequestId.of(request)).build());
    }
  }

  private static void share(String caller, CallerLimits limits, HttpServletRequest request) {
    Admission admission = AdmittedRequest.admission(request);
    admission.belongTo(caller, limits.maxInFlight());
    if (request.getHeader("Prefer") != null && !Prefer.wait(request).isZero()) {
      admission.await(caller, limits.maxWaits());
    }
  }

  private void rate(String caller, Call call) {
    Requires required = call.method().orElseThrow().getAnnotation(Requires.class);
    List<RateCounter> counters =
        required == null ? List.of() : rateLimits.counters(caller, required.value());
    if (!counters.isEmpty()) {
      long announced = call.request().getContentLengthLong();
      Admission admission = AdmittedRequest.admission(call.request());
      call.note(new Use(caller, counters, admission, announced >= 0));
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
  public void after(Call call, Answer answer) {
    call.noted(Use.class).ifPresent(use -> after(use, answer));
  }

  private void after(Use use, Answer answer) {
    if (answer.status() != TOO_MANY) {
      long received = use.announced() ? 0 : use.admission().received();
      quotas.use(use.caller(), use.counters(), received + sent(answer.content()));
    }
    answer.fields().putSingle(RateLimitFields.POLICY, RateLimitFields.policy(use.counters()));
    answer
        .fields()
        .putSingle(RateLimitFields.LIMIT, RateLimitFields.limit(use.counters(), rateLimits.now()));
  }

  /** Documents are ASCII but for what callers have put into them. */
  private static long sent(@Nullable Object content) {
    return content instanceof Content value
        ? value.sentBytes()
        : content instanceof String document ? document.length() : 0;
  }
}
