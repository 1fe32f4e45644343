package io.vedette.cache;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of caches begins.
 *
 * @param scan where to look among all keys, empty while caches with a policy are listed
 * @param name the last name that was listed, of this slice of keys if there is one; may be empty
 */
record CacheCursor(String scan, String name) {
  private static final Pattern FORM = Pattern.compile("([0-9]{0,20}):([a-z0-9._-]{0,64})");

  static CacheCursor begin() {
    return new CacheCursor("", "");
  }

  /** Reads what {@link #text} gave; empty when it is something else. */
  static Optional<CacheCursor> parse(String text) {
    try {
      byte[] plain = Base64.getUrlDecoder().decode(text);
      Matcher parts = FORM.matcher(new String(plain, StandardCharsets.US_ASCII));
      return parts.matches()
          ? Optional.of(new CacheCursor(scan(parts.group(1)), parts.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Redis counts to 2^64 - 1, and takes more for a fault of ours. */
  private static String scan(String digits) {
    return digits.isEmpty() ? "" : Long.toUnsignedString(Long.parseUnsignedLong(digits));
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((scan + ":" + name).getBytes(StandardCharsets.US_ASCII));
  }
}
