package io.vedette.session;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an attribute: 1 to 128 letters, digits and {@code _ $ - . : @ ~}, beginning with none
 * of {@code - . : @ ~}. It stands unescaped in a path and in JSON.
 */
record AttributeName(String text) {
  /** What a name is, for messages. */
  static final String FORM =
      "1 to 128 letters, digits and _ $ - . : @ ~, beginning with a letter, a digit, _ or $";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$][A-Za-z0-9_$.:@~-]{0,127}");

  /** Reads a name; empty when it is none. */
  static Optional<AttributeName> parse(String text) {
    return NAME.matcher(text).matches() ? Optional.of(new AttributeName(text)) : Optional.empty();
  }
}
