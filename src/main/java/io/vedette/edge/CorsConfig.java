package io.vedette.edge;

import io.vedette.config.Configuration;
import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use the API from a browser, checked.
 *
 * @param origins of those pages, as browsers write them in {@code Origin}; none is the default
 */
record CorsConfig(Set<String> origins) implements Configuration {
  private static final String ORIGINS = "vedette.cors.origins";
  private static final int LAST_PORT = 65_535;

  /** A browser leaves the port out when it is the scheme's own. */
  private static final Map<String, Integer> OWN_PORTS = Map.of("http", 80, "https", 443);

  /** RFC 6454, section 6.2: scheme, host (a name, or an address in brackets) and port. */
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");

  CorsConfig {
    origins = Set.copyOf(origins);
  }

  static CorsConfig from(Settings settings) {
    List<String> origins = settings.list(ORIGINS);
    origins.forEach(CorsConfig::check);
    return new CorsConfig(new HashSet<>(origins));
  }

  private static void check(String origin) {
    Matcher parts = FORM.matcher(origin);
    if (!parts.matches() || !isPort(parts.group(1), parts.group(3))) {
      throw new SettingError(
          ORIGINS,
          ("'%s' is not an origin as browsers write it: scheme://host or scheme://host:port, in"
                  + " lower case, without a path and without the scheme's own port")
              .formatted(origin));
    }
  }

  private static boolean isPort(String scheme, @Nullable String text) {
    if (text == null) {
      return true;
    }
    int port = Integer.parseInt(text);
    return port <= LAST_PORT && port != OWN_PORTS.getOrDefault(scheme, 0);
  }
}
