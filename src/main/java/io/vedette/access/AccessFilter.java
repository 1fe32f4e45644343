package io.vedette.access;

import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one place that decides who may call what; before anything else is done for a request. */
@Dependent
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements CallFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final int FORBIDDEN = 403;

  /** RFC 6750, section 3. */
  private static final String CHALLENGE = "WWW-Authenticate";

  private static final String REALM = "Bearer realm=\"vedette\"";

  @Inject Authentication authentication;
  @Inject AccessMetrics metrics;

  @Override
  public Optional<Response> before(Call call) {
    Requires required = required(call.method().orElseThrow());
    try {
      Caller caller = authentication.caller(call.request(), call.response());
      caller.check(required, call.parameter(required.of()));
      caller.remember(call.request());
      return Optional.empty();
    } catch (Failure refusal) {
      metrics.refused(refusal.problem());
      return Optional.of(answer(refusal, required, call.request()));
    }
  }

  /** A call may demand more than it declares, and refuse late: that is told and counted alike. */
  @Override
  public void after(Call call, Answer answer) {
    if (answer.status() == FORBIDDEN && !answer.fields().containsKey(CHALLENGE)) {
      metrics.refused(Problem.FORBIDDEN);
      call.method()
          .ifPresent(it -> answer.fields().putSingle(CHALLENGE, insufficient(required(it))));
    }
  }

  private static Requires required(Method method) {
    Requires required = method.getAnnotation(Requires.class);
    if (required == null) {
      throw new IllegalStateException(method + " declares no scope");
    }
    return required;
  }

  private static String scopes(Requires required) {
    return Arrays.stream(required.value()).map(Scope::text).collect(Collectors.joining(" "));
  }

  private static Response answer(Failure refusal, Requires required, HttpServletRequest request) {
    Failure told =
        READS.contains(request.getMethod()) ? refusal : refusal.with(Outcome.NOT_APPLIED);
    return Problems.answer(told, RequestId.of(request))
        .header(CHALLENGE, challenge(refusal, required, request))
        .build();
  }

  private static String challenge(Failure refusal, Requires required, HttpServletRequest request) {
    if (refusal.problem() == Problem.FORBIDDEN) {
      return insufficient(required);
    }
    return Bearer.of(request).isPresent() ? REALM + ", error=\"invalid_token\"" : REALM;
  }

  private static String insufficient(Requires required) {
    return REALM + ", error=\"insufficient_scope\", scope=\"%s\"".formatted(scopes(required));
  }
}
