package io.vedette.cache.entry;

import io.vedette.origin.OriginAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fields of an origin's answer are stored with its value (RFC 9111, section 3.1), and which
 * of them its readers get.
 */
public final class AnswerFields {
  /** Those of the connection, those that stand elsewhere in an entry, and those that are ours. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "content-type",
          "cache-groups",
          "age",
          "x-request-id",
          "traceparent",
          "strict-transport-security",
          "alt-svc",
          "accept-ranges",
          "x-content-type-options",
          "nel",
          "refresh",
          "report-to",
          "reporting-endpoints",
          "service-worker-allowed",
          "timing-allow-origin");

  /** What a browser would take for the word of this service about its pages and its callers. */
  private static final Pattern OF_THE_ORIGIN =
      Pattern.compile("(access-control|content-security-policy-report|cross-origin)\\b.*");

  /** The same, but an origin may be trusted with them. */
  private static final Set<String> ON_TRUST =
      Set.of("clear-site-data", "set-cookie", "set-cookie2");

  /** The one field whose lines are no list: RFC 9110, section 5.3. No value contains it. */
  private static final String NO_LIST = "set-cookie";

  private static final String BETWEEN_LINES = "\n";

  private AnswerFields() {}

  /** Those that are kept, by lower-case name. */
  static Map<String, String> kept(OriginAnswer answer) {
    Set<String> hopByHop = names(answer.field("Connection")).collect(Collectors.toSet());
    Map<String, String> kept = new LinkedHashMap<>();
    answer.fields().map().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.startsWith(":") && !hopByHop.contains(name))
        .filter(name -> !NOT_KEPT.contains(name) && !OF_THE_ORIGIN.matcher(name).matches())
        .forEach(name -> kept.put(name, value(answer, name)));
    return kept;
  }

  private static String value(OriginAnswer answer, String name) {
    return name.equals(NO_LIST)
        ? String.join(BETWEEN_LINES, answer.fields().allValues(name))
        : answer.field(name);
  }

  /** The lines in which one that is kept is sent. */
  public static List<String> lines(String value) {
    return List.of(value.split(BETWEEN_LINES, -1));
  }

  /** One that is kept, with another line. */
  static String withLine(String value, String line) {
    return value + BETWEEN_LINES + line;
  }

  /**
   * Whether readers get one that is kept.
   *
   * @param passOn what its origin is trusted with
   */
  public static boolean isSent(String name, Set<String> passOn) {
    return !ON_TRUST.contains(name) || passOn.contains(name);
  }

  /** The names of fields in a list, in lower case. */
  static Stream<String> names(String list) {
    return Stream.of(list.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty());
  }
}
