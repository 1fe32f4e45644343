package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.failure.Outcome;
import io.vedette.http.AdmittedRequest;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import io.vedette.traffic.Admission;
import io.vedette.traffic.Traffic;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The outermost filter: gives every answer its fields, also those that the container makes, answers
 * preflights, and turns whatever is thrown below it into a problem document.
 */
public class EdgeFilter implements Filter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @Inject EdgeFields fields;
  @Inject Cors cors;
  @Inject Traffic traffic;
  @Inject DirectCalls direct;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException {
    filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      if (request.getDispatcherType() == DispatcherType.REQUEST) {
        TrimmedRequest trimmed = new TrimmedRequest(request);
        fields.mark(trimmed, response);
        Framing.check(request);
        RequestTarget.check(trimmed);
        if (cors.preflight(trimmed, response)) {
          return; // it never carries a credential, and nothing is done for it
        }
        pass(new AdmittedRequest(trimmed, admit(trimmed)), new ContainerAnswer(response), chain);
      } else {
        chain.doFilter(request, response);
      }
    } catch (ServletException | RuntimeException e) {
      Throwable cause = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
      ProblemServlet.write(Problems.failure(cause, RequestId.of(request)), request, response);
    }
  }

  private void pass(AdmittedRequest request, ContainerAnswer response, FilterChain chain)
      throws IOException, ServletException {
    try {
      if (!direct.answer(request, response)) {
        chain.doFilter(request, response);
      }
    } finally {
      request.returned();
    }
  }

  private Admission admit(HttpServletRequest request) {
    try {
      return traffic.admit();
    } catch (Failure overloaded) {
      throw READS.contains(request.getMethod()) ? overloaded : overloaded.with(Outcome.NOT_APPLIED);
    }
  }
}
