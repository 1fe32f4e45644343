package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.random.RandomGenerator;

/** The header fields that every answer carries, whoever makes it. */
final class EdgeFields {
  private static final String ATTRIBUTE = EdgeFields.class.getName();

  /** A browser that shows an answer makes nothing of it: no script, no form, no part of a page. */
  private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final Cors cors;
  private final RandomGenerator random;

  EdgeFields(Cors cors, RandomGenerator random) {
    this.cors = cors;
    this.random = random;
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
    response.setHeader("Content-Security-Policy", NO_PAGE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (Framing.isInDoubt(request)) {
      response.setHeader("Connection", "close");
    }
    cors.mark(request, response);
  }
}
