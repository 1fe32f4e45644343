package io.vedette.task.life;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page of tasks begins.
 *
 * @param place a sorted set, a score and an id, as scripts tell it
 */
public record TaskCursor(String place) {
  private static final Pattern FORM = Pattern.compile("[1-5] [0-9.e+]{1,25} [0-9a-z]{20}");

  /** Reads what {@link #text} gave; empty when it is something else. */
  public static Optional<TaskCursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      return FORM.matcher(plain).matches() ? Optional.of(new TaskCursor(plain)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** For callers. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }
}
