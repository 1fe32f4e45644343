package io.vedette.push;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is sent to a target.
 *
 * @param method such as {@code POST}
 * @param path behind the URL of the target, with a query if there is one; may be empty
 * @param fields by their names, of which the case does not matter
 * @param body the very bytes to send; it is not copied
 * @param timeout for everything: resolving, connecting and the whole answer
 * @param maxBytes the largest body of an answer that is taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PushRequest(
    String method,
    String path,
    Map<String, String> fields,
    byte[] body,
    Duration timeout,
    int maxBytes) {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

  /** Those of the connection, and those that follow from the target and the body. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "connection",
          "expect",
          "upgrade",
          "te",
          "transfer-encoding",
          "trailer",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "accept-encoding");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when the method or a field cannot be sent as it is
   */
  public PushRequest {
    TreeMap<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.putAll(fields);
    require(TOKEN.matcher(method).matches(), "method");
    sent.forEach(
        (name, value) -> {
          require(TOKEN.matcher(name).matches() && VALUE.matcher(value).matches(), name);
          require(!OURS.contains(name.toLowerCase(Locale.ROOT)), name);
        });
    fields = Map.copyOf(sent);
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException("cannot be sent: " + what);
    }
  }
}
