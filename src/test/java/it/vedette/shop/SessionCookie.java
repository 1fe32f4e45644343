package it.vedette.shop;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie that holds the id of a session, between the browser and the backend. */
final class SessionCookie {
  /**
   * Browsers take a name that begins so only when it is Secure, of this host alone, for all paths.
   */
  static final String NAME = "__Host-session";

  /** It ends with the browser, and before that whenever Vedette ends the session. */
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

  private static final Pattern ID = Pattern.compile("vds_[A-Za-z0-9_-]{43}");

  private SessionCookie() {}

  /** The id that came with a request; what is no id counts as none. */
  static Optional<String> in(Headers request) {
    return request.getOrDefault("Cookie", List.of()).stream()
        .flatMap(field -> Arrays.stream(field.split("; *")))
        .filter(pair -> pair.startsWith(NAME + "="))
        .map(pair -> pair.substring(NAME.length() + 1))
        .filter(id -> ID.matcher(id).matches())
        .findFirst();
  }

  /** The value of {@code Set-Cookie} that gives the browser an id. */
  static String holding(String id) {
    return NAME + "=" + id + ATTRIBUTES;
  }

  /** The value of {@code Set-Cookie} that takes it away. */
  static String cleared() {
    return NAME + "=; Max-Age=0" + ATTRIBUTES;
  }
}
