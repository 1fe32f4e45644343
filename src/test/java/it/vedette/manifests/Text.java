package it.vedette.manifests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file says. */
final class Text {
  private Text() {}

  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertHas(String text, String part) {
    assertTrue(text.contains(part), () -> "'" + part + "' is missing in:\n" + text);
  }

  static void assertHasLine(String text, String line) {
    assertTrue(text.lines().anyMatch(line::equals), () -> "'" + line + "' is missing in:\n" + text);
  }

  /**
   * The first group of the first match; {@code ^} and {@code $} mean lines.
   *
   * @throws AssertionError when nothing matches
   */
  static String value(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    assertTrue(matcher.find(), () -> pattern + " matches nothing in:\n" + text);
    return matcher.group(1);
  }
}
