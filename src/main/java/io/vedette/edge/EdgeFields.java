package io.vedette.edge;

import io.vedette.http.ContentSecurityPolicy;
import io.vedette.http.RequestId;
import io.vedette.traffic.GracefulStop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.random.RandomGenerator;

/** The header fields that every answer carries, whoever makes it. */
final class EdgeFields {
  private static final String ATTRIBUTE = EdgeFields.class.getName();

  private final Cors cors;
  private final RandomGenerator random;
  private final GracefulStop stop;

  EdgeFields(Cors cors, RandomGenerator random, GracefulStop stop) {
    this.cors = cors;
    this.random = random;
    this.stop = stop;
  }

  /** Names the request, and marks its answer. */
  void mark(HttpServletRequest request, HttpServletResponse response) {
    RequestId.remember(request, RequestId.choose(request.getHeader(RequestId.HEADER), random));
    request.setAttribute(ATTRIBUTE, this);
    set(request, response);
  }

  /** Marks an answer that was taken back. */
  static void markAgain(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(ATTRIBUTE) instanceof EdgeFields fields) {
      fields.set(request, response);
    }
  }

  private void set(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(RequestId.HEADER, RequestId.of(request));
    RequestId.continued(request.getHeader("traceparent"), random)
        .ifPresent(trace -> response.setHeader("traceparent", trace));
    response.setHeader(ContentSecurityPolicy.FIELD, ContentSecurityPolicy.NO_PAGE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (Framing.isInDoubt(request) || stop.isDraining()) {
      response.setHeader("Connection", "close");
    }
    cors.mark(request, response);
  }
}
