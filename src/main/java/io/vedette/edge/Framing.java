package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where the content of a request ends. In HTTP/1.1 its fields say it, RFC 9112, section 6: the
 * container takes a length that it cannot read for none, and the content for the next request, so
 * that whoever passes requests on may see one where it sees two. Such a request is refused, after
 * which the container closes the connection.
 *
 * <p>In HTTP/2 its frames say it, RFC 9113, section 8.1.1: a length may be missing, and the
 * container, which has counted the content and refused what is not as long as it said, adds its
 * own.
 */
final class Framing {
  /** More would not fit into a long, and the container takes the rest of it. */
  private static final int MOST_DIGITS = 18;

  private static final Set<String> MAY_HAVE_CONTENT = Set.of("PUT", "POST", "PATCH");

  private Framing() {}

  /** Refuses a request that leaves a doubt about its length or its host. */
  static void check(HttpServletRequest request) {
    List<String> lengths = lines(request, "Content-Length");
    List<String> codings = lines(request, "Transfer-Encoding");
    long different = isHttp2(request) ? lengths.stream().distinct().count() : lengths.size();
    if (different > 1 || !lengths.stream().allMatch(Framing::isLength)) {
      throw refused("Content-Length", "the length is one whole number");
    }
    if (isHttp2(request) && request.getHeader("Trailer") != null) {
      // The container drops content that is followed by them.
      throw refused("Trailer", "in HTTP/2 nothing follows the content");
    }
    boolean chunked =
        codings.size() == 1
            && codings.get(0).equalsIgnoreCase("chunked")
            && lengths.isEmpty()
            && request.getProtocol().equals("HTTP/1.1");
    if (!codings.isEmpty() && !chunked) {
      throw refused(
          "Transfer-Encoding",
          "the only transfer coding is 'chunked', in HTTP/1.1 and without a Content-Length");
    }
    int hosts = lines(request, "Host").size();
    if (hosts > 1 || (hosts == 0 && request.getProtocol().equals("HTTP/1.1"))) {
      throw refused("Host", "a request names one host");
    }
  }

  /**
   * Whether the request should have content and names no length. It may have named one that the
   * container could not read and left out, so that what follows is not the next request.
   */
  static boolean isInDoubt(HttpServletRequest request) {
    return MAY_HAVE_CONTENT.contains(request.getMethod())
        && request.getProtocol().equals("HTTP/1.1")
        && request.getHeader("Content-Length") == null
        && request.getHeader("Transfer-Encoding") == null;
  }

  private static boolean isHttp2(HttpServletRequest request) {
    return request.getProtocol().startsWith("HTTP/2");
  }

  /** A blank before a value is left of a folded line, of which the container knows no coding. */
  private static List<String> lines(HttpServletRequest request, String field) {
    List<String> lines = Collections.list(request.getHeaders(field));
    lines.replaceAll(Framing::withoutBlanksBehind);
    return lines;
  }

  private static String withoutBlanksBehind(String value) {
    int end = value.length();
    while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == '\t')) {
      end--;
    }
    return value.substring(0, end);
  }

  private static boolean isLength(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Failure refused(String field, String detail) {
    return Failure.malformed(InputError.header(field, detail));
  }
}
