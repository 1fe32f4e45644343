package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What identifies a request in answers, problems and logs. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2}).*");

  private RequestId() {}

  /** The caller's own identifier if it sent a sane one, else a new one of 16 random bytes. */
  public static String choose(@Nullable String sent, RandomGenerator random) {
    return sent != null && SANE.matcher(sent).matches() ? sent : hex(random, 16);
  }

  public static void remember(HttpServletRequest request, String id) {
    request.setAttribute(ATTRIBUTE, id);
  }

  /** The identifier of this request; empty only where the filter did not run. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
  }

  /**
   * The caller's trace with a new span of ours (W3C Trace Context), unless what it sent is none.
   */
  public static Optional<String> continued(@Nullable String traceparent, RandomGenerator random) {
    return Optional.ofNullable(traceparent)
        .map(TRACE::matcher)
        .filter(parts -> parts.matches())
        .map(parts -> "00-" + parts.group(2) + "-" + hex(random, 8) + "-" + parts.group(3));
  }

  private static String hex(RandomGenerator random, int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }
}
