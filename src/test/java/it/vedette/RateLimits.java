package it.vedette;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of strings with parameters, read strictly as RFC 9651 writes it: {@code RateLimit} and
 * {@code RateLimit-Policy}.
 */
final class RateLimits {
  private static final Pattern ITEM = Pattern.compile("\"([\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*)\"");
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";([a-z*][a-z0-9_.*-]*)=(-?\\d{1,15}|\"[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*\")");
  private static final Pattern COMMA = Pattern.compile(",[ \\t]*");

  private RateLimits() {}

  /**
   * The parameters of each item, by its string.
   *
   * @throws IllegalArgumentException when it is no such list
   */
  static Map<String, Map<String, String>> parse(String field) {
    Map<String, Map<String, String>> items = new LinkedHashMap<>();
    Matcher at = ITEM.matcher(field);
    int end = 0;
    while (true) {
      String name = next(at.usePattern(ITEM), end, field);
      Map<String, String> parameters = new LinkedHashMap<>();
      end = at.end();
      while (at.usePattern(PARAMETER).region(end, field.length()).lookingAt()) {
        parameters.put(at.group(1), at.group(2));
        end = at.end();
      }
      if (items.put(name, parameters) != null) {
        throw new IllegalArgumentException("twice " + name + " in " + field);
      }
      if (end == field.length()) {
        return items;
      }
      next(at.usePattern(COMMA), end, field);
      end = at.end();
    }
  }

  private static String next(Matcher at, int begin, String field) {
    if (!at.region(begin, field.length()).lookingAt()) {
      throw new IllegalArgumentException("at " + begin + " of " + field);
    }
    return at.groupCount() > 0 ? at.group(1) : "";
  }

  /** The number that one item of the answer's field has as a parameter. */
  static long number(Answer answer, String field, String name, String parameter) {
    String value = parse(answer.header(field)).getOrDefault(name, Map.of()).get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(name + " " + parameter + " in " + answer.header(field));
    }
    return Long.parseLong(value);
  }
}
