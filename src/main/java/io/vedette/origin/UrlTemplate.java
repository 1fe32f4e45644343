package io.vedette.origin;

import io.vedette.http.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL of an origin, with {@code {key}} in its path or query. */
record UrlTemplate(String text) {
  private static final String KEY = "{key}";

  /** What servers on the way would resolve or refuse: a key must not lead out of its folder. */
  private static final Pattern UNSAFE =
      Pattern.compile("(?s)(.*/)?\\.{1,2}(/.*)?|.*[\\x00-\\x1F\\x7F].*");

  /** Whether the text can be one: {@code http} or {@code https}, a host, and the key after it. */
  static boolean isValid(String text) {
    int at = text.indexOf(KEY);
    if (at < 0 || at != text.lastIndexOf(KEY)) {
      return false;
    }
    try {
      URI url = URI.create(text.replace(KEY, "key"));
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      int afterHost = text.indexOf('/', text.indexOf("://") + 3);
      return http
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getFragment() == null
          && afterHost >= 0
          && afterHost < at;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The URL for a key; empty for one that cannot stand in a path. */
  Optional<URI> url(byte[] key) {
    String plain = new String(key, StandardCharsets.ISO_8859_1);
    if (UNSAFE.matcher(plain).matches() || ("/" + plain + "/").contains("//")) {
      return Optional.empty();
    }
    // A key keeps its slashes: it is a path to whoever asks for it.
    String encoded = PercentEncoding.encode(key).replace("%2F", "/");
    return Optional.of(URI.create(text.replace(KEY, encoded)));
  }
}
