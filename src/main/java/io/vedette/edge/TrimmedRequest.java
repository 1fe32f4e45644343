package io.vedette.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request whose fields have their values alone: blanks around them are no part of them (RFC 9110,
 * section 5.5), and the container leaves those that follow.
 */
final class TrimmedRequest extends HttpServletRequestWrapper {
  TrimmedRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    String value = super.getHeader(name);
    return value == null ? null : trimmed(value);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    List<String> lines = Collections.list(super.getHeaders(name));
    lines.replaceAll(TrimmedRequest::trimmed);
    return Collections.enumeration(lines);
  }

  @Override
  public @Nullable String getContentType() {
    return getHeader("Content-Type");
  }

  private static String trimmed(String value) {
    int begin = 0;
    int end = value.length();
    while (begin < end && isBlank(value.charAt(begin))) {
      begin++;
    }
    while (begin < end && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(begin, end);
  }

  /** Nothing else is one here: what Java also takes for white space may hide a field's value. */
  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
