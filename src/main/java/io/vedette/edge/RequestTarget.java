package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Problem;
import io.vedette.http.PercentEncoding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What the container lets through although it may not stand in a request: characters that RFC 3986
 * does not allow in a path, bytes that it does not allow in a query, path parameters, header fields
 * over our limit, and of some fields all but one value.
 */
final class RequestTarget {
  private static final int LONGEST_FIELD = 8192;
  private static final int MOST_OF_ALL = 65_536;
  private static final String NOT_IN_A_PATH = "\"<>\\^`{|}[]#;";

  /** Two values would be read as either, and an empty one as neither none nor something. */
  private static final Set<String> ONE_VALUE = Set.of("content-type", "fill-lease", "session-id");

  private RequestTarget() {}

  /** Refuses the request unless its target and its fields may be passed on. */
  static void check(HttpServletRequest request) {
    String path = request.getRequestURI();
    // The container cuts ;jsessionid out of the one and not of the other.
    boolean whole = request.getRequestURL().toString().endsWith(path);
    if (!whole || has(path, RequestTarget::isNotAllowed)) {
      throw Failure.malformed(
          InputError.parameter("path", "the path has a character that must be percent-encoded"));
    }
    String query = request.getQueryString();
    if (query != null) {
      checkQuery(query);
    }
    checkFields(request);
  }

  /** Without a stream: each request has some hundred letters to look at. */
  private static boolean has(String text, IntPredicate wanted) {
    for (int i = 0; i < text.length(); i++) {
      if (wanted.test(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNotAllowed(int letter) {
    return letter <= ' ' || letter >= 0x7F || NOT_IN_A_PATH.indexOf(letter) >= 0;
  }

  /** Also where no resource will read it: JAX-RS decodes all of it, and has a fault of its own. */
  private static void checkQuery(String query) {
    if (has(query, letter -> letter <= ' ' || letter >= 0x7F)) {
      throw Failure.malformed(
          InputError.parameter("query", "the query has a byte that must be percent-encoded"));
    }
    if (PercentEncoding.decode(query).isEmpty()) {
      throw Failure.malformed(
          InputError.parameter("query", "the query is not percent-encoded UTF-8"));
    }
  }

  private static void checkFields(HttpServletRequest request) {
    int all = 0;
    for (String name : Collections.list(request.getHeaderNames())) {
      int length = name.length();
      List<String> lines = Collections.list(request.getHeaders(name));
      for (String line : lines) {
        length += line.length();
        if (has(line, letter -> letter < ' ' && letter != '\t')) {
          throw Failure.malformed(InputError.header(name, "the value has a control character"));
        }
      }
      if (ONE_VALUE.contains(name.toLowerCase(Locale.ROOT))
          && (lines.size() != 1 || lines.get(0).isEmpty())) {
        throw Failure.malformed(InputError.header(name, "this field has one value, not empty"));
      }
      all += length;
      if (length > LONGEST_FIELD || all > MOST_OF_ALL) {
        throw Failure.of(
            Problem.HEADERS_TOO_LARGE,
            "A header field has at most %d characters in all its lines, all fields have %d."
                .formatted(LONGEST_FIELD, MOST_OF_ALL));
      }
    }
  }
}
