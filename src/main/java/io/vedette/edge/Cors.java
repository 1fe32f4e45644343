package io.vedette.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other origins may do: the CORS protocol of the Fetch standard. Credentials come in
 * header fields that a page sets itself, so {@code Access-Control-Allow-Credentials} is never sent.
 */
final class Cors {
  /** The request fields of the contract that a page may not send unasked. */
  static final List<String> REQUEST_FIELDS =
      List.of(
          "Authorization",
          "Cache-Control",
          "Cache-Groups",
          "Content-Type",
          "Fill-Lease",
          "Idempotency-Key",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Unmodified-Since",
          "Prefer",
          "Session-Id",
          "traceparent",
          "X-Request-Id");

  /** The answer fields of the contract that a page may not read unasked. */
  static final List<String> ANSWER_FIELDS =
      List.of(
          "Accept-Encoding",
          "Accept-Patch",
          "Accept-Post",
          "Age",
          "Allow",
          "Cache-Groups",
          "Cache-Status",
          "Content-Disposition",
          "ETag",
          "Fill-Lease",
          "Link",
          "Location",
          "Preference-Applied",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "Session-Id",
          "Session-Status",
          "Session-TTL",
          "traceparent",
          "WWW-Authenticate",
          "X-Request-Id");

  static final String VARY = "Vary";
  static final String ORIGIN = "Origin";

  private static final String METHODS = "GET, HEAD, PUT, POST, PATCH, DELETE";

  /** In seconds: as long as Chromium remembers a preflight at most. */
  private static final String MAX_AGE = "7200";

  private static final String REQUEST_LIST = String.join(", ", REQUEST_FIELDS);
  private static final String ANSWER_LIST = String.join(", ", ANSWER_FIELDS);

  private final Set<String> origins;

  Cors(CorsConfig config) {
    this.origins = config.origins();
  }

  /** Says on any answer whether the page that asked may read it. */
  void mark(HttpServletRequest request, HttpServletResponse response) {
    if (!varies()) {
      return;
    }
    // Also without Origin: what a cache on the way keeps of this answer is no answer to a page.
    response.addHeader(VARY, ORIGIN);
    String origin = request.getHeader(ORIGIN);
    if (isAllowed(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", ANSWER_LIST);
    }
  }

  /** Whether answers depend on who asks. */
  boolean varies() {
    return !origins.isEmpty();
  }

  /**
   * Answers a browser that asks whether it may send a request. From an origin that is not allowed
   * it is an OPTIONS like any other.
   *
   * @return whether it was such a question
   */
  boolean preflight(HttpServletRequest request, HttpServletResponse response) {
    if (!varies()
        || !"OPTIONS".equals(request.getMethod())
        || request.getHeader("Access-Control-Request-Method") == null
        || !isAllowed(request.getHeader(ORIGIN))) {
      return false;
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Access-Control-Allow-Methods", METHODS);
    response.setHeader("Access-Control-Allow-Headers", REQUEST_LIST);
    response.setHeader("Access-Control-Max-Age", MAX_AGE);
    return true;
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null && origins.contains(origin);
  }
}
