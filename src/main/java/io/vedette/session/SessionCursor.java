package io.vedette.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of sessions begins: behind the one of that handle.
 *
 * @param created when it was, in milliseconds since 1970
 */
record SessionCursor(long created, String handle) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}):([A-Za-z0-9_-]{22})");

  static SessionCursor after(SubjectStore.Listed session) {
    return new SessionCursor(session.created().toEpochMilli(), session.handle());
  }

  /** Reads what {@link #text} gave; empty when it is something else. */
  static Optional<SessionCursor> parse(String text) {
    try {
      byte[] plain = Base64.getUrlDecoder().decode(text);
      Matcher parts = FORM.matcher(new String(plain, StandardCharsets.US_ASCII));
      return parts.matches()
          ? Optional.of(new SessionCursor(Long.parseLong(parts.group(1)), parts.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((created + ":" + handle).getBytes(StandardCharsets.US_ASCII));
  }
}
