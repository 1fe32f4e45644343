package io.vedette.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What {@code Authorization} carries: RFC 6750, section 2.1. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /**
   * Whether the scheme, which has no case (RFC 9110, section 11.1), is written in the usual one.
   */
  static boolean isSpelledAsUsual(HttpServletRequest request) {
    String field = request.getHeader("Authorization");
    return field != null && field.startsWith(SCHEME);
  }

  /**
   * The token.
   *
   * @return empty without the field; an empty text when it is not exactly one of this scheme
   */
  static Optional<String> of(HttpServletRequest request) {
    List<String> fields = Collections.list(request.getHeaders("Authorization"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    String field = fields.get(0);
    boolean bearer = fields.size() == 1 && field.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return Optional.of(bearer ? field.substring(SCHEME.length()).strip() : "");
  }
}
