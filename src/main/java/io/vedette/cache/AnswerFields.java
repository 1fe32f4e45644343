package io.vedette.cache;

import io.vedette.origin.OriginAnswer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which fields of an origin's answer are stored with its value: RFC 9111, section 3.1. */
final class AnswerFields {
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
          "set-cookie",
          "set-cookie2",
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
          "clear-site-data",
          "nel",
          "refresh",
          "report-to",
          "reporting-endpoints",
          "service-worker-allowed",
          "timing-allow-origin");

  /** What a browser would take for the word of this service about its pages and its callers. */
  private static final Pattern OF_THE_ORIGIN =
      Pattern.compile("(access-control|content-security-policy-report|cross-origin)\\b.*");

  private AnswerFields() {}

  /** Those that are kept, by lower-case name. */
  static Map<String, String> kept(OriginAnswer answer) {
    Set<String> hopByHop = names(answer.field("Connection")).collect(Collectors.toSet());
    Map<String, String> kept = new LinkedHashMap<>();
    answer.fields().map().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.startsWith(":") && !hopByHop.contains(name))
        .filter(name -> !NOT_KEPT.contains(name) && !OF_THE_ORIGIN.matcher(name).matches())
        .forEach(name -> kept.put(name, answer.field(name)));
    return kept;
  }

  /** The names of fields in a list, in lower case. */
  static Stream<String> names(String list) {
    return Stream.of(list.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty());
  }
}
