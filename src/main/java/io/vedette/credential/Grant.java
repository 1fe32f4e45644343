package io.vedette.credential;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scope, for all names or for those that a pattern matches: {@code cache:write:catalog-*}.
 *
 * @param names a name in which {@code *} stands for any number of letters; {@code *} alone for all
 */
public record Grant(Scope scope, String names) {
  /** All names, also what has none. */
  public static final String ALL = "*";

  private static final Pattern NAMES = Pattern.compile("[a-z0-9._*-]{1,64}");

  /**
   * Reads the text form.
   *
   * @return empty when there is no such scope or the pattern can match no name
   */
  public static Optional<Grant> parse(String text) {
    return Arrays.stream(Scope.values())
        .filter(scope -> text.equals(scope.text()) || text.startsWith(scope.text() + ":"))
        .findFirst()
        .map(scope -> new Grant(scope, names(text, scope)))
        .filter(grant -> NAMES.matcher(grant.names).matches());
  }

  private static String names(String text, Scope scope) {
    return text.equals(scope.text()) ? ALL : text.substring(scope.text().length() + 1);
  }

  /** Whether it holds for every name, and for what has none. */
  boolean holdsForAll() {
    return names.equals(ALL);
  }

  boolean matches(String name) {
    String[] parts = names.split("\\*+", -1);
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return names.equals(name);
    }
    int at = parts[0].length();
    int end = name.length() - last.length();
    if (at > end || !name.startsWith(parts[0]) || !name.endsWith(last)) {
      return false;
    }
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      at = found + parts[i].length();
      if (found < 0 || at > end) {
        return false;
      }
    }
    return true;
  }
}
