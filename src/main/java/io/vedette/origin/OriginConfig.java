package io.vedette.origin;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.config.TrustStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of one origin, checked.
 *
 * @param timeout the longest that a fetch takes, its body included
 * @param concurrency the most fetches at the same time
 * @param mediaTypes what its answers may be, in lower case without parameters; empty: anything
 * @param forward the names of request fields that it gets to see, in lower case
 * @param passOn the names of answer fields that it is trusted with, in lower case
 * @param redirects whether those to itself are followed
 * @param fields what it is sent with every request, by lower-case name; secret
 * @param trust certificates (PEM) to trust instead of those of the Java runtime
 */
record OriginConfig(
    String name,
    UrlTemplate url,
    Duration timeout,
    Duration connectTimeout,
    int concurrency,
    Set<String> mediaTypes,
    List<String> forward,
    Set<String> passOn,
    boolean redirects,
    Map<String, String> fields,
    Optional<Path> trust) {
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 1000;
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** Those of the connection, and those that we decide. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "host",
          "content-length",
          "connection",
          "expect",
          "upgrade",
          "te",
          "transfer-encoding",
          "trailer",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "accept-encoding",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "cache-control",
          "date");

  /** What an answer says to browsers about this service, and an operator may want it to. */
  private static final Set<String> PASSED_ON =
      Set.of("clear-site-data", "content-security-policy", "set-cookie", "set-cookie2");

  OriginConfig {
    mediaTypes = Set.copyOf(mediaTypes);
    forward = List.copyOf(forward);
    passOn = Set.copyOf(passOn);
    fields = Map.copyOf(fields);
  }

  /** Whether connections to it begin with TLS. */
  boolean isSecure() {
    return url.text().startsWith("https:");
  }

  /** The last parts of the settings of an origin. */
  enum Setting {
    URL("url"),
    TIMEOUT("timeout"),
    CONNECT_TIMEOUT("connect-timeout"),
    CONCURRENCY("concurrency"),
    MEDIA_TYPES("media-types"),
    FORWARD("forward"),
    PASS_ON("pass-on"),
    REDIRECTS("redirects"),
    FIELDS("fields"),
    FIELDS_FILE("fields-file"),
    TRUST_STORE("trust-store");

    final String name;

    Setting(String name) {
      this.name = name;
    }
  }

  /** Reads the settings that begin with {@code root}. */
  static OriginConfig from(String name, Settings settings, String root) {
    return new OriginConfig(
        name,
        url(settings, root + Setting.URL.name),
        settings.duration(root + Setting.TIMEOUT.name, SHORTEST, LONGEST),
        settings.duration(root + Setting.CONNECT_TIMEOUT.name, SHORTEST, LONGEST),
        settings.number(root + Setting.CONCURRENCY.name, 1, MOST_AT_ONCE),
        Set.copyOf(lower(settings.list(root + Setting.MEDIA_TYPES.name))),
        forwarded(settings, root + Setting.FORWARD.name),
        passedOn(settings, root + Setting.PASS_ON.name),
        settings.flag(root + Setting.REDIRECTS.name),
        fields(settings, root + Setting.FIELDS.name),
        TrustStore.file(settings, root + Setting.TRUST_STORE.name));
  }

  private static UrlTemplate url(Settings settings, String key) {
    String text = settings.text(key);
    if (!UrlTemplate.isValid(text)) {
      throw new SettingError(key, "'%s' is not like https://host/path/{key}".formatted(text));
    }
    return new UrlTemplate(text);
  }

  private static List<String> forwarded(Settings settings, String key) {
    List<String> names = lower(settings.list(key));
    for (String name : names) {
      if (!FIELD.matcher(name).matches() || NOT_FORWARDED.contains(name)) {
        throw new SettingError(key, "'%s' is not a field that can be forwarded".formatted(name));
      }
    }
    return names;
  }

  private static Set<String> passedOn(Settings settings, String key) {
    List<String> names = lower(settings.list(key));
    for (String name : names) {
      if (!PASSED_ON.contains(name)) {
        throw new SettingError(key, "'%s' is not a field that is withheld".formatted(name));
      }
    }
    return Set.copyOf(names);
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  private static Map<String, String> fields(Settings settings, String key) {
    Map<String, String> fields = new LinkedHashMap<>();
    settings.fields(key).forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
    if (fields.keySet().stream().anyMatch(NOT_FORWARDED::contains)) {
      throw new SettingError(key, "has a line that is not 'Name: value' of a field to be sent");
    }
    return fields;
  }
}
